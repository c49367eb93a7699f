import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkpointText, Edge, isWhole, leafOf, parseCheckpoint, parseNote } from "@mercusuar/proof";
import { batchesOf, encodeBatch, readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { keeperMain } from "./index.ts";
import type { Leaving } from "./journal/leave-halt.ts";
import type { DestroyCall, DetailResult, KeysResult, LookResult, RewrapResult } from "./protocol.ts";
import { appendOf, type Customer, claims, given, iid, lookAt, sealCustomer, statusOf } from "./test-rig/rig.ts";

describe("a halted journal", () => {
  const { place, keeper, again } = ownKeeper();
  let budi: Customer;
  beforeEach(async () => {
    budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
  });
  const leave = (...more: string[]): Leaving => {
    const args = ["leave-halt", "--data", place.data, "--keys", place.keys, ...more];
    return JSON.parse(execFileSync(process.execPath, [keeperMain, ...args], { encoding: "utf8", stdio: "pipe" })).left;
  };
  const two = ["--by", "officer", "--second", "operator"];
  const batchFile = (): string => join(place.data, "journal", "batches", readdirSync(join(place.data, "journal", "batches"))[0] as string);

  /** Flips a bit in the batch that holds the entry. */
  function damage(index: number): void {
    const file = readFileSync(batchFile());
    let at = 0;
    for (const { batch, end } of batchesOf(file)) {
      if (batch.first + batch.entries.length > index) break;
      at = end;
    }
    file.writeUInt8(file.readUInt8(at + 60) ^ 1, at + 60);
    writeFileSync(batchFile(), file);
  }

  it("is left by two persons: what can be read stands at its place under a new name, what is gone is said, the dead stay dead", async () => {
    const siti = await sealCustomer(keeper.caller, "c2", { name: "Siti" });
    const look = given(await keeper.caller.one(lookAt(budi, "name", { detail: { note: "catatan" } })));
    const destroy: DestroyCall = { call: "destroy", iid: iid(), holder: siti.ref, by: "a", second: "b", why: "request", approval: "apr_1" };
    const died = given(await keeper.caller.one(destroy));
    for (let i = 0; i < 3; i++) given(await keeper.caller.one(lookAt(budi, "name")));
    await keeper.stop();
    const before: string[] = [];
    for await (const { entry } of readEntries(place.data)) before.push(JSON.stringify(entry));
    damage(died.idx);
    await again();
    expect((await statusOf(keeper)).halted).toContain("first bad index");
    expect(() => leave(...two)).toThrow(/a keeper runs/);
    await keeper.stop();

    expect(() => leave("--by", "officer", "--second", "officer")).toThrow(/two different persons/);
    const planned = leave(...two, "--dry-run");
    expect(planned).toMatchObject({ kept: died.idx, until: before.length });
    const left = leave(...two);
    expect(left).toMatchObject({ kept: died.idx, until: before.length, from: planned.from });
    expect(() => leave(...two)).toThrow(/does not halt.*journal verify/);

    await again();
    const now = await statusOf(keeper);
    expect([now.halted, now.origin]).toEqual([undefined, left.to]);
    expect(now.size).toBeGreaterThan(before.length);
    given(await keeper.caller.one(lookAt(budi, "name")));
    const opened = await keeper.caller.one({ call: "detail", iid: iid(), claims: claims(), holder: budi.ref, index: look.idx });
    expect(given<DetailResult>(opened).detail).toMatchObject({ note: "catatan" });
    expect(await keeper.caller.one(lookAt(siti, "name"))).toMatchObject({ ok: false, code: "erased" });
    // Her end is not in this journal any more; yet no rotation waits for her.
    expect(given<KeysResult>(await keeper.caller.one({ call: "keys", iid: "" }))).toMatchObject({ living: 1, unlisted: 0 });
    await keeper.stop();
    const after: string[] = [];
    for await (const { entry } of readEntries(place.data)) after.push(JSON.stringify(entry));
    expect(after.slice(1, died.idx)).toEqual(before.slice(1, died.idx));
    expect(JSON.parse(after[0] ?? "")).toMatchObject({ body: { origin: left.to, lost: `${left.from} ${left.kept}-${left.until}` } });
    expect(JSON.parse(after[left.kept] ?? "")).toMatchObject({
      typ: "checkpoint.link",
      body: { origin: left.from, size: left.kept, until: left.until },
    });
    expect(after.slice(left.kept + 1, left.until).map((text) => JSON.parse(text).typ)).toEqual(
      Array(left.until - left.kept - 1).fill("lost"),
    );
    expect((await verifyCommand(place.data)).exit).toBe(0);
    // What was derived from the old log before the damage is still there, and still proves what it proved.
    const old = await verifyCommand(join(place.data, left.left));
    expect([old.exit, old.report.size]).toEqual([0, before.length]);
    await again();
    expect((await statusOf(keeper)).halted).toBeUndefined();
  });

  it("is said to be damaged, not its keys, where the end of a rotation was cut off; and left, the living open", async () => {
    const rotate = { call: "rotate", iid: iid(), by: "p1", second: "p2" } as const;
    const begun = given(await keeper.caller.one({ ...rotate, step: "begin" }));
    const moved = given<RewrapResult>(
      await keeper.caller.one({
        call: "rewrap",
        iid: iid(),
        holders: [{ ...budi.ref, fields: Object.values(budi.fields), index: [], known: [] }],
      }),
    );
    const [now] = moved.holders;
    if (now === undefined || !("wrap" in now)) throw new Error("not brought");
    given(await keeper.caller.one({ ...rotate, iid: iid(), step: "end" }));
    await keeper.stop();
    damage(begun.idx);
    await again();
    expect((await statusOf(keeper)).halted).toContain("first bad index");
    await keeper.stop();
    leave(...two);
    await again();
    expect((await statusOf(keeper)).halted).toBeUndefined();
    const living = { ...budi, ref: { ...budi.ref, wrap: now.wrap } };
    expect(given<LookResult>(await keeper.caller.one(lookAt(living, "name"))).values).toEqual({ name: "Budi" });
    expect(await keeper.caller.one(lookAt(budi, "name"))).toMatchObject({ ok: false, code: "bad-wrap" });
  });

  it("is left where a longer journal was once seen, and stays left", async () => {
    const seen = `${(await statusOf(keeper)).size + 5}:${"ab".repeat(32)}`;
    await keeper.stop();
    await again(["--seen", seen]);
    expect((await statusOf(keeper)).halted).toContain("were signed");
    await keeper.stop();
    const left = leave(...two, "--seen", seen);
    expect(left.until - left.kept).toBeGreaterThan(0);
    await again(["--seen", seen]);
    expect((await statusOf(keeper)).halted).toBeUndefined();
    given(await keeper.caller.one(lookAt(budi, "name")));
  });

  /** Tells the entry otherwise and everything behind it in keeping with that, as whoever has the disk and no key can. */
  function rewrite(index: number): void {
    const edge = new Edge();
    const records = [...batchesOf(readFileSync(batchFile()))].map(({ batch }) => {
      const entries = batch.entries.map((bytes, i) =>
        batch.first + i === index && isWhole(bytes)
          ? Buffer.from(Buffer.from(bytes).toString("utf8").replace('"out":"done"', '"out":"gone"'))
          : bytes,
      );
      for (const entry of entries) edge.push(leafOf(entry), () => {});
      const signed = parseNote(batch.note)?.text ?? "";
      const text = checkpointText({ origin: parseCheckpoint(signed)?.origin ?? "", size: edge.size, root: edge.root() });
      return encodeBatch({ ...batch, entries, note: text + batch.note.slice(signed.length) });
    });
    writeFileSync(batchFile(), Buffer.concat(records));
  }

  it("carries nothing over that was rewritten, though a damage behind it stops anybody from asking for the last signature", async () => {
    const looks = [];
    for (let i = 0; i < 6; i++) looks.push(given(await keeper.caller.one(appendOf("clock", { change: "set" }))).idx);
    await keeper.stop();
    const [, second = 0, , , fifth = 0] = looks;
    rewrite(second);
    damage(fifth);
    await again();
    expect((await statusOf(keeper)).halted).toContain(`first bad index ${second}`);
    await keeper.stop();
    expect(leave(...two, "--dry-run").kept).toBe(second);
  });

  it("that is whole cannot be left", async () => {
    await keeper.stop();
    expect(() => leave(...two)).toThrow(/does not halt.*journal verify/);
    await again();
  });
});
