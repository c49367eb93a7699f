/** A journal's disk that was damaged, put right as docs/guides/when-it-is-dark.md says, and held against the verifier. */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { copyTree } from "../../tests/harness/copy-tree.ts";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type { LookResult } from "./protocol.ts";
import { appendOf, type Customer, given, lookAt, sealCustomer, statusOf } from "./test-rig/rig.ts";
import { type RunningStandby, secondHost, startStandby } from "./test-rig/standby-rig.ts";

const ENTRIES = 300;

describe("a journal with a damaged byte", () => {
  const { place, keeper, again, beside } = ownKeeper();
  let standby: RunningStandby | undefined;
  let customer: Customer;
  beforeEach(async () => {
    standby = undefined;
    customer = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    await write();
  });

  const write = async (): Promise<void> => {
    for (const result of await keeper.caller.all(Array.from({ length: ENTRIES }, () => appendOf("clock", { change: "set" }))))
      given(result);
  };
  const journal = (...path: string[]): string => join(place.data, "journal", ...path);
  const flip = (path: string, at: number): void => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
  /** The first entries are in it: damage at its beginning is old. */
  const oldest = (): string => journal("batches", readdirSync(journal("batches")).sort()[0] as string);
  const opens = async (): Promise<void> => {
    expect((await statusOf(keeper)).halted).toBeUndefined();
    expect(given<LookResult>(await keeper.caller.one(lookAt(customer, "name"))).values).toEqual({ name: "Budi" });
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  };
  const damage = async (): Promise<void> => {
    flip(oldest(), 600);
    // The verifier reads what is published; the batches are the keeper's own, and it is the keeper who refuses them.
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    await again(standby?.args);
    expect((await statusOf(keeper)).halted).toMatch(/^first bad index \d+: 0+\.batch is damaged/);
    await keeper.stop();
    renameSync(journal("batches"), journal("batches-damaged"));
  };

  it("in an old, full bundle is named by the verifier, and made anew from the batches by the next start, which says so", async () => {
    await keeper.stop();
    const bundle = journal("tile", "entries", "000");
    const whole = readFileSync(bundle);
    flip(bundle, 100);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 1, report: { code: "E_ROOT", index: 0 } });
    await again();
    expect(readFileSync(bundle)).toEqual(whole);
    await opens();
    await keeper.stop();
    const starts = [];
    for await (const { entry } of readEntries(place.data)) if (entry.typ === "start") starts.push(entry.body?.rebuilt);
    expect(starts).toEqual([undefined, 1]);
  });

  it("in an old batch opens again with the batches of its standby's mirror, and is mirrored on", async () => {
    const second = secondHost(place);
    await keeper.stop();
    standby = beside(await startStandby(second.data, readFileSync(journal("vkey"), "utf8").trim()));
    await again(standby.args);
    await write();
    await keeper.stop();
    await damage();
    copyTree(join(second.data, "journal", "batches"), journal("batches"));
    await again(standby.args);
    await opens();
    const { size } = await statusOf(keeper);
    await keeper.stop();
    await standby.stop();
    standby = beside(await startStandby(second.data, readFileSync(journal("vkey"), "utf8").trim()));
    expect(standby.size).toBeGreaterThanOrEqual(size);
  });

  it("in an old batch opens again with a backup of a house at rest, continued by what was written since", async () => {
    await keeper.stop();
    const backup = join(place.dir, "backup");
    copyTree(journal("batches"), backup);
    await again();
    await write();
    await keeper.stop();
    await damage();
    copyTree(backup, journal("batches"));
    // With the backup alone what came since is missing, and that is no mending.
    await again();
    expect((await statusOf(keeper)).halted).toContain("were signed");
    await keeper.stop();
    const name = readdirSync(backup)[0] as string;
    const since = readFileSync(journal("batches-damaged", name)).subarray(statSync(join(backup, name)).size);
    writeFileSync(journal("batches", name), Buffer.concat([readFileSync(join(backup, name)), since]));
    rmSync(journal("batches-damaged"), { recursive: true });
    await again();
    await opens();
  });
});
