import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { batchesOf, readEntries, verifyCommand } from "@mercusuar/proof/node";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LookResult, Result, StatusResult } from "./protocol.ts";
import {
  appendOf,
  type Customer,
  claims,
  given,
  lookAt,
  newPlace,
  type Place,
  type Running,
  sealCustomer,
  startKeeper,
} from "./test-rig/rig.ts";

const batchFiles = (place: Place): string[] => {
  const dir = join(place.data, "journal", "batches");
  return readdirSync(dir).map((name) => join(dir, name));
};
/** Bytes of whole batches in the file. */
const usedBytes = (path: string): number => [...batchesOf(readFileSync(path))].at(-1)?.end ?? 0;
const flip = (path: string, at: number): void => {
  const byte = readFileSync(path)[at] ?? 0;
  const handle = openSync(path, "r+");
  writeSync(handle, Buffer.from([byte ^ 1]), 0, 1, at);
  closeSync(handle);
};
const statusOf = async (keeper: Running): Promise<StatusResult> =>
  given<StatusResult>(await keeper.caller.one({ call: "status", iid: "" }));

describe("a keeper that dies", () => {
  let place: Place;
  let keeper: Running;
  beforeEach(async () => {
    place = newPlace();
    keeper = await startKeeper(place);
  });
  afterEach(async () => {
    await keeper.stop();
    place.remove();
  });
  const again = async (): Promise<void> => {
    keeper = await startKeeper(place);
  };

  it("by kill -9 under load has every answered look in its journal", async () => {
    const customers: Customer[] = [];
    for (let i = 0; i < 20; i++) customers.push(await sealCustomer(keeper.caller, `c${i}`, { name: `N${i}` }));
    const answered: Array<{ idx: number; iid: string }> = [];
    for (let round = 0; round < 3; round++) {
      let killed = false;
      const look = async (w: number): Promise<void> => {
        while (!killed) {
          const call = lookAt(customers[w] as Customer, "name", { claims: claims({ own: true, act: `p${w}-${round}` }) });
          const result = (await keeper.caller.one(call).catch(() => undefined)) as Result | undefined;
          if (result?.ok) answered.push({ idx: result.idx, iid: call.iid });
          if (answered.length >= (round + 1) * 400) killed = true;
        }
      };
      const load = customers.map((_, w) => look(w));
      await Promise.race(load);
      await keeper.kill();
      await Promise.all(load);
      await again();
    }
    await keeper.stop();
    const written = new Map<number, string>();
    for await (const { index, entry } of readEntries(place.data)) written.set(index, entry.iid);
    expect(answered.length).toBeGreaterThanOrEqual(1200);
    for (const { idx, iid } of answered) expect(written.get(idx)).toBe(iid);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("in the middle of a write has its torn tail cut, wherever it tore", async () => {
    await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    await keeper.stop();
    const [path] = batchFiles(place) as [string];
    const whole = readFileSync(path).subarray(0, usedBytes(path));
    const sizes = [...batchesOf(whole)];
    const last = sizes.at(-1) as { batch: { first: number; entries: unknown[] }; end: number };
    const start = sizes.at(-2)?.end ?? 0;
    // A machine that lost power: the batch never ended, and nothing was derived from it yet.
    const derived = join(place.data, "journal");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: last.end - start - 1 }), fc.boolean(), async (tear, zeros) => {
        writeFileSync(path, Buffer.concat([whole.subarray(0, start + tear), Buffer.alloc(zeros ? 5000 : 0)]));
        rmSync(join(derived, "checkpoint"));
        rmSync(join(place.keys, "head"));
        await again();
        const status = await statusOf(keeper);
        expect(status.halted).toBeUndefined();
        expect(status.size).toBeGreaterThan(last.batch.first);
        await keeper.stop();
        expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
      }),
      { numRuns: 8 },
    );
    await again();
  });

  it("and finds a byte below the signed head changed, halts and names the first bad index", async () => {
    for (let i = 0; i < 5; i++) given(await keeper.caller.one(appendOf("clock", { change: `c${i}` })));
    const customer = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    await keeper.stop();
    const [path] = batchFiles(place) as [string];
    const batches = [...batchesOf(readFileSync(path))];
    const original = `${path}.copy`;
    copyFileSync(path, original);
    for (const which of [0, 3, batches.length - 1]) {
      copyFileSync(original, path);
      flip(path, (batches[which - 1]?.end ?? 0) + 60);
      const size = statSync(path).size;
      await again();
      const status = await statusOf(keeper);
      expect(status.halted).toContain(`first bad index ${batches[which]?.batch.first}:`);
      expect(await keeper.caller.one(lookAt(customer, "name"))).toMatchObject({ ok: false, code: "halted" });
      await keeper.stop();
      expect(statSync(path).size).toBe(size);
    }
    rmSync(original);
  });

  it("and finds its journal cut, or an older copy in its place, halts", async () => {
    const [path] = batchFiles(place) as [string];
    const older = readFileSync(path).subarray(0, usedBytes(path));
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    await keeper.stop();
    const whole = readFileSync(path);
    truncateSync(path, older.length);
    await again();
    expect((await statusOf(keeper)).halted).toContain("first bad index 5");
    await keeper.stop();
    // Without the checkpoint file the head kept with the keys still knows.
    rmSync(join(place.data, "journal", "checkpoint"));
    await again();
    expect((await statusOf(keeper)).halted).toContain("head kept with the keys");
    await keeper.stop();
    writeFileSync(path, whole);
    await again();
    expect((await statusOf(keeper)).halted).toBeUndefined();
  });

  it("and finds tiles gone or changed, makes them anew from the batches", async () => {
    for (let i = 0; i < 300; i++) given(await keeper.caller.one(appendOf("clock", { change: `c${i}` })));
    await keeper.stop();
    flip(join(place.data, "journal", "tile", "entries", "000"), 40);
    rmSync(join(place.data, "journal", "tile", "0", "000"));
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 1, report: { code: "E_ROOT", index: 0 } });
    await again();
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    const starts = [];
    for await (const { entry } of readEntries(place.data)) if (entry.typ === "start") starts.push(entry.body?.rebuilt);
    expect(starts).toEqual([undefined, 1]);
    await again();
  });

  it("leaves a journal that can be verified while it grows", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    let done = false;
    const load = (async () => {
      while (!done)
        given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ own: true, act: `p${Math.random()}` }) })));
    })();
    for (let i = 0; i < 15; i++) expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    done = true;
    await load;
  });
});
