/** Entries whose term is over: they go, their hashes stay, and nobody can take out more than two persons agreed to. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EntryLeft, kindOf, leafHash, PrunedEntry } from "@mercusuar/proof";
import { type Batch, batchesOf, encodeBatch, readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { copyTree } from "../../tests/harness/copy-tree.ts";
import { NO_LIMITS } from "../../tests/harness/crowd.ts";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { keeperMain } from "./index.ts";
import { pruneBatches } from "./journal/prune-batches.ts";
import type { LookResult, PruneCall, PruneResult } from "./protocol.ts";
import { until } from "./test-rig/cosigning-rig.ts";
import { type Customer, given, iid, lookAt, type Place, sealCustomer, statusOf } from "./test-rig/rig.ts";
import { type RunningStandby, secondHost, startStandby } from "./test-rig/standby-rig.ts";

const LOOKS = 300;
const AT_ONCE = [...NO_LIMITS, "--term", "0"];

describe("a journal whose oldest entries are past their term", () => {
  const { place, keeper, again, beside } = ownKeeper({ args: AT_ONCE });
  let customer: Customer;
  let looked: number[];

  const looks = async (count = LOOKS): Promise<number[]> => {
    const calls = Array.from({ length: count }, () => lookAt(customer, "name"));
    return (await keeper.caller.all(calls)).map((result) => given<LookResult>(result as LookResult).idx);
  };
  const prune = (more: Partial<PruneCall> = {}) =>
    keeper.caller.one({ call: "prune", iid: iid(), before: new Date().toISOString(), by: "p1", second: "p2", ...more });
  const journal = (...path: string[]): string => join(place.data, "journal", ...path);
  const batches = ({ data }: Pick<Place, "data"> = place): Batch[] => {
    const dir = join(data, "journal", "batches");
    const names = readdirSync(dir).filter((name) => name.endsWith(".batch"));
    return names.sort().flatMap((name) => [...batchesOf(readFileSync(join(dir, name)))].map(({ batch }) => batch));
  };
  /** Looks before an entry that can still be read. */
  const looksBefore = (upto: number, where?: Pick<Place, "data">): number =>
    batches(where)
      .flatMap(({ entries }) => entries)
      .slice(0, upto)
      .filter((entry) => !(entry instanceof PrunedEntry) && kindOf(entry) === "look").length;
  const verified = async (where = place.data) => (await verifyCommand(where)).report;
  const opens = async (): Promise<void> => {
    expect((await statusOf(keeper)).halted).toBeUndefined();
    expect(given<LookResult>(await keeper.caller.one(lookAt(customer, "name"))).values).toEqual({ name: "Budi" });
  };
  const ended = (bundle: string): boolean => existsSync(journal("pruned", bundle)) && !existsSync(journal("tile", "entries", bundle));
  const pruned = async (): Promise<PruneResult> => {
    const result = given<PruneResult>(await prune());
    await until(keeper, () => looksBefore(result.upto) === 0 && ended("000"));
    return result;
  };
  const leave = (): void => {
    const args = ["leave-halt", "--data", place.data, "--keys", place.keys, "--by", "p1", "--second", "p2"];
    execFileSync(process.execPath, [keeperMain, ...args], { stdio: "pipe" });
  };
  /** Rewrites the oldest file of batches, as somebody may whose disk it lies on. */
  const rewrite = (change: (entry: Uint8Array, index: number) => EntryLeft): void => {
    const path = journal("batches", readdirSync(journal("batches")).sort()[0] as string);
    const records = [...batchesOf(readFileSync(path))].map(({ batch }) => ({
      ...batch,
      entries: batch.entries.map((entry, at) => (entry instanceof PrunedEntry ? entry : change(entry, batch.first + at))),
    }));
    writeFileSync(path, Buffer.concat(records.map(encodeBatch)));
  };
  const hashOf = (entry: Uint8Array): PrunedEntry => new PrunedEntry(leafHash(entry));

  beforeEach(async () => {
    customer = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    looked = await looks();
  });

  it("gives them up for two persons: looks are gone from every file, what else was written stays, and the tree is the one that was signed", async () => {
    await keeper.stop();
    const before = readFileSync(journal("checkpoint"), "utf8");
    const bytes = batches().flatMap(({ entries }) => entries);
    await again();
    const { upto, count, idx } = await pruned();
    expect(upto % 256).toBe(0);
    expect(count).toBe(looked.filter((index) => index < upto).length);
    expect(await verified()).toMatchObject({ code: "OK", pruned: { upto, count } });
    expect(await verifyCommand(place.data, { known: [before] })).toMatchObject({ exit: 0 });
    expect((await statusOf(keeper)).pruned).toEqual({ upto, before: expect.any(String) });
    for await (const { index, entry } of readEntries(place.data)) {
      if (index < upto) expect(entry.typ).not.toBe("look");
      if (index === idx) expect(entry).toMatchObject({ typ: "prune", out: "done", body: { upto, count } });
    }
    // Sealed details went with their entries, and what was not pruned is as it was, byte for byte.
    const left = batches();
    for (const { entries, details, first } of left)
      for (const { place: at } of details) expect(entries[at] instanceof PrunedEntry, `detail of ${first + at}`).toBe(false);
    left
      .flatMap(({ entries }) => entries)
      .slice(0, bytes.length)
      .forEach((entry, index) => {
        if (!(entry instanceof PrunedEntry)) expect(entry).toEqual(bytes[index]);
      });
    await opens();
    await keeper.stop();
    await again();
    await opens();
    expect(await verified()).toMatchObject({ code: "OK", pruned: { upto, count } });
  });

  it("gives nothing up for one person, within its term, or where nothing has ended", async () => {
    expect(await prune({ second: "" })).toMatchObject({ ok: false, code: "bad-call" });
    expect(await prune({ before: "2026-01-01" })).toMatchObject({ ok: false, code: "bad-call" });
    expect(await prune({ before: "2020-01-01T00:00:00.000Z" })).toMatchObject({ ok: false, code: "nothing-ends" });
    await keeper.stop();
    await again(NO_LIMITS);
    expect(await prune()).toMatchObject({ ok: false, code: "too-soon", detail: expect.stringContaining("1826 days") });
    expect(looksBefore(Number.POSITIVE_INFINITY)).toBe(LOOKS);
  });

  it("is pruned again later, further on", async () => {
    const first = await pruned();
    await looks();
    const second = given<PruneResult>(await prune());
    expect(second.upto).toBeGreaterThan(first.upto);
    await until(keeper, () => looksBefore(second.upto) === 0 && ended("001"));
    expect(await verified()).toMatchObject({ code: "OK", pruned: { upto: second.upto, count: first.count + second.count } });
    await keeper.stop();
    await again();
    await opens();
  });

  it("is pruned once by two calls at a time, and neither takes what the other takes out for tampering", async () => {
    const results = await Promise.all([prune(), prune(), prune()]);
    const done = results.filter((one) => one.ok) as PruneResult[];
    expect(done).toHaveLength(1);
    for (const one of results) if (!one.ok) expect(one.code).toBe("nothing-ends");
    await until(keeper, () => looksBefore(done[0]?.upto ?? 0) === 0 && ended("000"));
    await opens();
  });

  it("is not pruned less far than two persons said before, though that is still under way", async () => {
    const then = new Date(Date.now() + 1).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await looks();
    const { upto } = given<PruneResult>(await prune());
    expect(await prune({ before: then })).toMatchObject({ ok: false, code: "nothing-ends" });
    await until(keeper, () => looksBefore(upto) === 0 && ended("001"));
    await keeper.stop();
    await again();
    await opens();
  });

  it("is pruned to the end by the next start, whenever the keeper died in between", async () => {
    for (let round = 0; round < 5; round++) {
      await looks();
      const { upto } = given<PruneResult>(await prune());
      await new Promise((resolve) => setTimeout(resolve, round * 4));
      await keeper.kill();
      // Half of it may be done: that is whole, too.
      expect(await verified()).toMatchObject({ code: "OK" });
      await again();
      await until(keeper, () => looksBefore(upto) === 0 && ended("000"));
      expect(await verified()).toMatchObject({ code: "OK", pruned: { upto } });
      await opens();
    }
  });

  it("row 48: halts where an entry was taken out and its hash left, and no entry says that it ended", async () => {
    await keeper.stop();
    const gone = looked[7] as number;
    rewrite((entry, index) => (index === gone ? hashOf(entry) : entry));
    await again();
    expect((await statusOf(keeper)).halted).toBe(`first bad index ${gone}: pruned, and no entry says so`);
  });

  it("row 49: halts where more was taken out than two persons agreed to: a key that is dead would live again", async () => {
    await pruned();
    await keeper.stop();
    rewrite((entry) => (kindOf(entry) === "key.create" ? hashOf(entry) : entry));
    await again();
    expect((await statusOf(keeper)).halted).toMatch(/^first bad index \d+: other entries are pruned than entry \d+ says$/);
  });

  it("stays pruned where a damage behind it has to be left, though the entry that says so is lost with it", async () => {
    const { upto, count, idx } = await pruned();
    await keeper.stop();
    for (const name of readdirSync(journal("batches"))) if (Number.parseInt(name, 10) >= idx) rmSync(journal("batches", name));
    await again();
    expect((await statusOf(keeper)).halted).toContain("were signed");
    await keeper.stop();
    leave();
    await again();
    await opens();
    expect(looksBefore(upto)).toBe(0);
    expect(await verified()).toMatchObject({ code: "OK", pruned: { upto, count } });
  });

  it("keeps all before a damage among what was pruned, and says of the rest no more than is gone", async () => {
    await looks();
    const { upto } = given<PruneResult>(await prune());
    await until(keeper, () => looksBefore(upto) === 0 && ended("001"));
    await keeper.stop();
    const path = journal("batches", readdirSync(journal("batches")).sort()[0] as string);
    const bytes = readFileSync(path);
    let at = 0;
    let bad = 0;
    for (const { batch, end } of batchesOf(bytes)) {
      if (batch.first > 256) {
        bad = batch.first;
        break;
      }
      at = end;
    }
    expect(bad).toBeLessThan(upto);
    bytes[at + 40] = (bytes[at + 40] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await again();
    expect((await statusOf(keeper)).halted).toMatch(new RegExp(`^first bad index ${bad}: .* is damaged$`));
    await keeper.stop();
    leave();
    const gone = batches()
      .flatMap(({ entries }) => entries)
      .filter((entry) => entry instanceof PrunedEntry).length;
    expect(gone).toBeGreaterThan(200);
    await again();
    await opens();
    expect(await verified()).toMatchObject({ code: "OK", pruned: { upto: 512, count: gone } });
    await keeper.stop();
    await again();
    await opens();
  });

  it("row 49: halts and prunes nothing where somebody took out more while it ran, so that no later entry says it of that too", async () => {
    await pruned();
    rewrite((entry) => (kindOf(entry) === "key.create" ? hashOf(entry) : entry));
    await looks();
    expect(await prune()).toMatchObject({ ok: false, code: "halted" });
    expect((await statusOf(keeper)).halted).toMatch(/^first bad index \d+: other entries are pruned than /);
  });

  it("row 48: halts and prunes nothing where somebody took out what nobody ever said to have ended", async () => {
    // So that the first entries lie in a file which the keeper writes no more.
    const before = new Date().toISOString();
    await pruned();
    await looks();
    const young = batches().findLast(({ first }) => first > 256)?.first ?? 0;
    const path = journal("batches", readdirSync(journal("batches")).sort().at(-1) as string);
    const records = [...batchesOf(readFileSync(path))].map(({ batch }) =>
      batch.first < young ? batch : { ...batch, entries: batch.entries.map((entry) => hashOf(entry as Uint8Array)), details: [] },
    );
    writeFileSync(path, Buffer.concat(records.map(encodeBatch)));
    const result = await prune({ before });
    expect(result.ok).toBe(false);
    expect(await prune()).toMatchObject({ ok: false, code: "halted" });
  });

  it("loses no record behind a damaged one", async () => {
    await looks();
    await keeper.stop();
    const dir = journal("batches");
    const path = join(dir, readdirSync(dir).sort()[0] as string);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    writeFileSync(join(dir, "0000000000009999.batch"), "");
    await expect(pruneBatches(dir, 256)).rejects.toThrow("is damaged");
    expect(readFileSync(path)).toEqual(bytes);
  });

  it("leaves nothing of the time in which a bundle was not full", async () => {
    const half = journal("tile", "entries", "000.p", "200");
    mkdirSync(join(half, ".."), { recursive: true });
    writeFileSync(half, "looks of a keeper that was killed");
    await pruned();
    expect(existsSync(half)).toBe(false);
  });

  it("is not believed by the verifier where a bundle lost an entry and kept its hash", async () => {
    await pruned();
    await keeper.stop();
    const path = journal("pruned", "000");
    const whole = readFileSync(path);
    rmSync(path);
    expect(await verified()).toMatchObject({ code: "E_MISSING", index: 0 });
    writeFileSync(path, whole.subarray(0, whole.length - 1));
    expect(await verified()).toMatchObject({ code: "E_BUNDLE", index: 0 });
    const changed = Buffer.from(whole);
    changed[whole.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    writeFileSync(path, changed);
    expect(await verified()).toMatchObject({ code: "E_ROOT", index: 255 });
  });

  it("is pruned at its standby too, which takes over from there, and a standby that begins later gets no more", async () => {
    await keeper.stop();
    const vkey = readFileSync(journal("vkey"), "utf8").trim();
    const second = secondHost(place);
    let standby: RunningStandby = beside(await startStandby(second.data, vkey));
    await again([...AT_ONCE, ...standby.args]);
    const { upto, count } = given<PruneResult>(await prune());
    await until(keeper, () => looksBefore(upto) === 0 && looksBefore(upto, second) === 0);
    await keeper.stop();
    await standby.stop();

    rmSync(second.data, { recursive: true });
    standby = beside(await startStandby(second.data, vkey));
    await again([...AT_ONCE, ...standby.args, "--mirror-lost"]);
    expect(looksBefore(upto, second)).toBe(0);
    await keeper.stop();
    await standby.stop();
    copyTree(place.keys, second.keys);
    Object.assign(place, second);
    await again([...AT_ONCE, "--takeover"]);
    await opens();
    expect(await verified()).toMatchObject({ code: "OK", pruned: { upto, count } });
  });
});
