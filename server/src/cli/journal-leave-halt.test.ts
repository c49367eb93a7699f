import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockStart } from "@mercusuar/keeper";
import { batchesOf } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { type Engine, engines, type OpenEngine } from "../../../tests/harness/engines.ts";
import { decide, PASSWORD } from "../../../tests/harness/two-deciders.ts";
import { foundCompany } from "../../../tests/world/company.ts";
import { openProduct } from "../product.ts";

const [engine] = engines as [Engine];

describe("a journal that is left behind", () => {
  let open: OpenEngine;
  let data: string;
  beforeAll(async () => {
    open = await engine.open();
    data = join(open.dataDir, "data");
    await foundCompany(data, 3, 1, { also: decide });
  });
  afterAll(() => open?.close());

  function damage(): void {
    const dir = join(data, "journal", "batches");
    const path = join(dir, readdirSync(dir)[0] as string);
    const bytes = readFileSync(path);
    const third = [...batchesOf(bytes)][2]?.end ?? 0;
    bytes.writeUInt8(bytes.readUInt8(third + 40) ^ 1, third + 40);
    writeFileSync(path, bytes);
  }
  const leave = (by: string, second: string, secrets: string[], ...more: string[]) =>
    askCli(["journal", "leave-halt", "--by", by, "--second", second, "--json", ...more], { data, cwd: open.dataDir, secrets });

  it("needs two fit persons with their passwords, and then the house opens again", async () => {
    await expect(leave("petugas0", "petugas1", [PASSWORD, PASSWORD])).rejects.toThrow(/does not halt/);
    damage();
    await expect(leave("petugas0", "petugas1", [PASSWORD, "tebakan tebakan"])).rejects.toMatchObject({ code: "sign-in-failed" });
    await expect(leave("petugas2", "petugas1", [PASSWORD, PASSWORD])).rejects.toMatchObject({
      code: "forbidden",
      extra: { reasons: ["officer"] },
    });
    const shown = await askCli(["journal", "leave-halt", "--dry-run", "--json"], { data, cwd: open.dataDir });
    expect([shown.exit, shown.err]).toEqual([0, ""]);
    const planned = JSON.parse(shown.out);
    const done = await leave("petugas0", "petugas1", [PASSWORD, PASSWORD]);
    expect(done.exit).toBe(0);
    const left = JSON.parse(done.out);
    expect(left).toMatchObject({ from: planned.from, kept: planned.kept, until: planned.until, dryRun: false });
    expect(left.until).toBeGreaterThan(left.kept);
    expect(readdirSync(data)).toContain(left.left);
    const product = await openProduct({ dataDir: data, scryptCost: 1024 });
    const status = await product.keeper.status();
    expect([status.halted, status.origin]).toEqual([undefined, left.to]);
    expect((await product.people.signIn({ login: "petugas0", password: PASSWORD, address: "a" })).token).toBeTruthy();
    await product.journal.drain();
    await product.close();
  });

  it("is not left under a running server: that is said before anybody is asked for a password", async () => {
    const product = await openProduct({ dataDir: data, scryptCost: 1024 });
    const secrets = [PASSWORD, PASSWORD];
    try {
      for (const how of [["--dry-run"], ["--by", "petugas0", "--second", "petugas1"]])
        await expect(askCli(["journal", "leave-halt", ...how], { data, cwd: open.dataDir, secrets })).rejects.toThrow(/stop it first/);
      expect(secrets).toHaveLength(2);
    } finally {
      await product.close();
    }
  });

  it("is left by two persons also where two hold the keys: their passphrases are asked for as at a start", async () => {
    const holders = [
      { name: "Ratna", passphrase: "mercu suar di ujung timur" },
      { name: "Bambang", passphrase: "ombak tidak pernah tidur" },
    ];
    lockStart(`${data}-keys`, holders, 1024);
    damage();
    const typed = holders.map(({ passphrase }) => passphrase);
    await expect(leave("petugas0", "petugas1", [PASSWORD, PASSWORD, "bukan", "ini"])).rejects.toThrow("two different persons");
    expect(await leave("petugas0", "petugas1", [PASSWORD, PASSWORD, ...typed])).toMatchObject({ exit: 0 });
  });
}, 180_000);
