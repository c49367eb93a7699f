import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { type Engine, engines, type OpenEngine } from "../../../tests/harness/engines.ts";
import { companyWithTwoDeciders, PASSWORD } from "../../../tests/harness/two-deciders.ts";
import { exportJournal } from "../journal/index.ts";
import { openProduct, type Product } from "../product.ts";

const [engine] = engines as [Engine];

describe("mercusuar keys rotate-log", () => {
  let open: OpenEngine;
  let data: string;
  let product: Product;
  beforeAll(async () => {
    open = await engine.open();
    data = join(open.dataDir, "data");
    ({ product } = await companyWithTwoDeciders(data));
  }, 180_000);
  afterAll(async () => {
    await product?.close();
    await open?.close();
  });
  const run = (args: string[], secrets: string[] = []) => askCli(args, { data, cwd: open.dataDir, secrets, product });
  const rotate = (...more: string[]) => run(["keys", "rotate-log", ...more], [PASSWORD, PASSWORD]);
  const both = ["--by", "petugas0", "--second", "petugas1"];
  const vkeyIn = (dir: string, name: string) => readFileSync(join(dir, name), "utf8").trim();
  const verified = async (dir: string, vkey: string) => (await verifyCommand(dir, { vkey })).report;

  it("has both keys sign for two persons, ends before its time only where the old key may have leaked, and says which key verifies", async () => {
    const journal = join(data, "journal");
    const old = vkeyIn(journal, "vkey");
    expect(await rotate("--end", ...both)).toMatchObject({ exit: 1, err: expect.stringContaining("No log key is being rotated") });
    expect(await rotate("--dry-run", "--end")).toMatchObject({ exit: 1, err: expect.stringContaining("No log key is being rotated") });
    expect(await rotate("--days", "0", ...both)).toMatchObject({ exit: 2 });
    expect(await rotate("--end", "--ssh-agent", "log.pub", ...both)).toMatchObject({ exit: 2 });
    await expect(rotate("--ssh-agent", "none.pub", ...both)).rejects.toThrow(/none\.pub.*cannot be read/);
    await expect(rotate()).rejects.toThrow(/two persons decide/);
    const dry = await rotate("--dry-run", "--days", "7", ...both);
    expect([dry.exit, dry.out, existsSync(join(journal, "vkey.next"))]).toEqual([0, expect.stringContaining("Nothing was changed"), false]);
    const begun = await rotate("--days", "7", ...both);
    const next = vkeyIn(journal, "vkey.next");
    expect([begun.exit, begun.out]).toEqual([0, expect.stringContaining(next)]);
    expect((await run(["keys", "status"])).out).toContain("retiring");
    expect(await rotate(...both)).toMatchObject({ exit: 1, err: expect.stringContaining("keys rotate-log --end") });
    expect(await rotate("--dry-run")).toMatchObject({ exit: 1, err: expect.stringContaining("keys rotate-log --end") });
    expect(await rotate("--dry-run", "--end")).toMatchObject({ exit: 0, out: expect.stringContaining(next) });
    await expect(rotate("--end", ...both)).rejects.toMatchObject({ code: "conflict", extra: { reason: "too-soon" } });

    const to = join(open.dataDir, "export");
    await exportJournal({ from: data, to, tools: new Map(), now: new Date() });
    expect(readFileSync(join(to, "policy.txt"), "utf8")).toContain(`log ${old}\nlog ${next}\n`);

    // What tells readers of the old key about the new one is published a moment after it: until then the keeper says "ask again".
    const ended = await vi.waitFor(() => rotate("--end", "--reason", "suspected", ...both), { timeout: 30_000, interval: 300 });
    expect(ended).toMatchObject({ exit: 0, out: expect.stringContaining(next) });
    expect(existsSync(join(journal, "vkey.next"))).toBe(false);
    await product.keeper.append({ typ: "clock", act: "test", body: { change: "set" } });
    await product.close();
    expect(await verified(journal, next)).toMatchObject({ code: "OK" });
    expect(await verified(journal, old)).toMatchObject({ code: "E_ROTATED", exit: 2 });
    product = await openProduct({ dataDir: data, scryptCost: 1024 });
    await exportJournal({ from: data, to: `${to}-2`, tools: new Map(), now: new Date() });
    expect(await verified(`${to}-2`, next)).toMatchObject({ code: "OK" });
    expect(await verified(`${to}-2`, old)).toMatchObject({ code: "E_ROTATED" });
  }, 180_000);
});
