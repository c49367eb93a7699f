import { setTimeout as pause } from "node:timers/promises";
import { verifyCommand } from "@mercusuar/proof/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { PASSWORD } from "../../../tests/harness/two-deciders.ts";
import { commandsOfTwoDeciders } from "../../../tests/harness/two-deciders-cli.ts";
import { SettingsError } from "../platform/settings.ts";
import { openProduct } from "../product.ts";

describe("mercusuar journal prune", () => {
  const { house, run } = commandsOfTwoDeciders({ term: 0 });
  let customer: string;
  beforeAll(async () => {
    customer = house.work[0]?.customer ?? "";
    await filled();
  });
  const prune = (...args: string[]) => run(["journal", "prune", ...args]);
  const filled = () => house.product.keeper.many(Array.from({ length: 300 }, () => ({ typ: "trail", body: { question: "person-day" } })));
  async function now(): Promise<string> {
    await pause(5);
    return new Date().toISOString();
  }

  it("names a day that the calendar has, and never one within the term", async () => {
    for (const wrong of [[], ["--before", "kemarin"], ["--before", "2021-02-31"], ["--before", "2021-02-31T00:00:00Z"]])
      expect(await prune(...wrong, "--by", "petugas0")).toMatchObject({
        exit: 2,
        out: "",
        err: expect.stringMatching(/tengah malam UTC.* · .*midnight/),
      });
    await expect(prune("--before", "2190-01-01", "--by", "petugas0")).rejects.toMatchObject({
      ...{
        code: "too-soon",
        detail: { id: expect.stringContaining("menyimpan catatan selama 0 hari"), en: expect.stringContaining("for 0 days") },
      },
    });
    await expect(prune("--before", "2190-01-01", "--dry-run")).rejects.toMatchObject({ code: "too-soon" });
    await expect(prune("--before", "2021-01-01")).rejects.toThrow(/two persons decide/);
  });

  it("shows what would end and changes nothing; then two persons decide, and the journal says what is pruned", async () => {
    const before = await now();
    const shown = JSON.parse((await prune("--before", before, "--dry-run")).out);
    expect(shown).toMatchObject({ before, dryRun: true, kinds: { trail: expect.any(Number) } });
    expect((await run(["journal", "prune", "--before", before, "--dry-run"], [], [])).out).toMatch(/trail: \d+\n.*Nothing was changed/);
    expect((await house.product.keeper.status()).pruned).toBeUndefined();

    const asked = JSON.parse((await run(["journal", "prune", "--before", before, "--by", "petugas0"], [PASSWORD])).out);
    await run(["approvals", "confirm", asked.approval, "--by", "petugas1"], [PASSWORD]);
    await expect(prune("--before", "2021-01-01", "--approval", asked.approval)).rejects.toMatchObject({ code: "conflict" });
    const done = await prune("--before", before, "--approval", asked.approval);
    expect({ ...done, ...JSON.parse(done.out) }).toMatchObject({ exit: 0, count: shown.count, upto: shown.upto, settled: true });
    await expect(prune("--before", before, "--approval", asked.approval)).rejects.toMatchObject({ code: "conflict" });

    await vi.waitUntil(async () => (await verifyCommand(house.data)).report.pruned !== undefined, { timeout: 20_000 });
    expect((await run(["journal", "verify", house.data], [], [])).out).toMatch(
      new RegExp(`OK: .*\\n  dipangkas · pruned: ${shown.count} .*hashes only`),
    );
    const lamp = `dipangkas sampai · pruned up to ${before}`;
    await vi.waitUntil(async () => (await run(["lamp"], [], [])).out.includes(lamp), { timeout: 20_000 });
    expect((await run(["who-looked", "--customer", customer], [], [])).out).toMatch(/sudah dipangkas.* · .*nobody can tell any more/);
    expect(JSON.parse((await run(["who-looked", "--customer", customer])).out)).toMatchObject({ rows: [], prunedBefore: before });
    expect(await run(["state", "check"], [], [])).toMatchObject({ exit: 0 });
  });

  it("is brought to an end by the next start where the server died behind the keeper", async () => {
    await filled();
    const { db, keeper } = house.product;
    await house.product.journal.flush();
    const { upto } = (await keeper.status()).pruned ?? { upto: 0 };
    await db.query(
      "insert into journal.look_index (idx, iid, typ, at, ts, decision, out) values ($1, 'x', 'look', now(), now(), 'allow', 'opened')",
      [upto + 1],
    );
    const cut = await keeper.prune({ before: await now(), by: "per_1", second: "per_2" });
    expect(cut.ok).toBe(true);
    await house.product.close();
    house.product = await openProduct({ dataDir: house.data, scryptCost: 1024, term: 0 });
    expect(await house.product.pruning.settled()).toBe(true);
    expect((await house.product.db.query("select 1 from journal.look_index where typ = 'look'")).rows).toEqual([]);
  });

  it("takes no term below a year from the command line", async () => {
    for (const [flag, text] of [
      ["--term", "0"],
      ["--term", "364"],
      ["--term", "lima"],
    ] as const)
      await expect(askCli(["lamp", flag, text], { data: house.data, cwd: house.open.dataDir })).rejects.toThrow(SettingsError);
    await expect(askCli(["lamp", "--term", "3650", "--keeper", "keeper"], { data: house.data, cwd: house.open.dataDir })).rejects.toThrow(
      /--term: .*the keeper runs apart/,
    );
  });
});
