import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyTree } from "../../../tests/harness/copy-tree.ts";
import type { LookResult } from "../protocol.ts";
import { until } from "../test-rig/cosigning-rig.ts";
import {
  appendOf,
  type Failed,
  given,
  launch,
  lookAt,
  newPlace,
  type Place,
  type Running,
  sealCustomer,
  startKeeper,
  statusOf,
} from "../test-rig/rig.ts";
import { launchStandby, type RunningStandby, secondHost, startStandby } from "../test-rig/standby-rig.ts";

describe("a keeper whose standby on another host has every batch before it is released", () => {
  let place: Place;
  let second: Place;
  let vkey: string;
  let keeper: Running;
  let standby: RunningStandby;
  const running: Array<{ stop(): Promise<void> }> = [];
  const kept = <Process extends { stop(): Promise<void> }>(one: Process): Process => {
    running.push(one);
    return one;
  };
  const begin = async (where = place, args = standby.args): Promise<Running> => kept(await startKeeper(where, args));
  const carryKeys = (): void => copyTree(place.keys, second.keys);
  const takeOver = (): Promise<Running> => begin(second, ["--takeover"]);
  const failureOf = async (where: Place, args: string[]): Promise<string> => {
    const { said, child } = await launch(where, args);
    if ("ready" in said) child.kill("SIGKILL");
    return (said as Failed).failed;
  };

  beforeEach(async () => {
    place = newPlace();
    second = secondHost(place);
    await (await startKeeper(place)).stop();
    vkey = readFileSync(join(place.data, "journal", "vkey"), "utf8").trim();
    standby = kept(await startStandby(second.data, vkey));
  });
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
    place.remove();
  });

  it("is mirrored from its first entry on, also what it had before", async () => {
    keeper = await begin();
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    await keeper.stop();
    await standby.stop();
    const again = kept(await startStandby(second.data, vkey));
    expect(again).toMatchObject({
      size: (await verifyCommand(place.data)).report.size,
      root: (await verifyCommand(place.data)).report.root,
    });
  });

  it("hands over as planned: the second host opens what the first sealed, and the first does not start any more", async () => {
    keeper = await begin();
    const customer = await sealCustomer(keeper.caller, "c1", { phone: "081234567890" });
    await keeper.stop();
    carryKeys();
    expect(await failureOf(second, ["--takeover"])).toContain("another keeper holds");
    await standby.stop();
    expect(await failureOf(second, [])).toContain("--takeover");
    const next = await takeOver();
    expect(given<LookResult>((await next.caller.one(lookAt(customer, "phone"))) as LookResult).values).toEqual({ phone: "081234567890" });
    await next.stop();
    expect(await verifyCommand(second.data, { known: [readFileSync(join(place.data, "journal", "checkpoint"), "utf8")] })).toMatchObject({
      exit: 0,
    });
    expect(await failureOf(place, [])).toContain("--mirror");
    expect((await launchStandby(second.data, vkey)).said).toMatchObject({ failed: expect.stringContaining("no mirror") });
  });

  it("loses nothing that was answered when it is killed under load, and is never one of two writers", async () => {
    keeper = await begin();
    // The keys that were made so far, the year's among them.
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    carryKeys();
    const calls = Array.from({ length: 400 }, (_, i) => appendOf("clock", { change: `c${i}` }));
    const answered = new Map<string, number>();
    let killed: Promise<void> | undefined;
    const asked = calls.map(async (call) => {
      const result = given(await keeper.caller.one(call));
      answered.set(call.iid, result.idx);
      if (answered.size === 100) killed = keeper.kill();
    });
    await Promise.allSettled(asked);
    await killed;
    await standby.kill();
    const next = await takeOver();
    for (const [iid, idx] of answered) {
      const [call] = calls.filter((one) => one.iid === iid);
      expect(await next.caller.one(call as (typeof calls)[number])).toMatchObject({ ok: false, code: "repeated", idx });
    }
    await next.stop();
    expect(await verifyCommand(second.data)).toMatchObject({ exit: 0 });
  });

  it("releases nothing while the second host writes, though it lives and knows nothing of it", async () => {
    keeper = await begin();
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    carryKeys();
    await standby.kill();
    let released: unknown;
    const call = appendOf("clock", { change: "cut off" });
    const asked = keeper.caller.one(call).then(
      (result) => {
        released = result;
      },
      () => undefined,
    );
    const next = await takeOver();
    given(await next.caller.one(appendOf("clock", { change: "new" })));
    await until(keeper, ({ mirror }) => mirror?.up === false);
    expect(released).toBeUndefined();
    expect((await next.caller.one(call)).ok).toBe(true);
    await keeper.kill();
    await asked;
    expect(released).toBeUndefined();
  });

  it("waits for a standby that is away, and answers once it is back", async () => {
    keeper = await begin();
    const port = standby.address.split(":").at(-1);
    await standby.kill();
    const asked = keeper.caller.one(appendOf("clock", { change: "waits" }));
    await until(keeper, ({ mirror }) => mirror?.up === false);
    standby = kept(await startStandby(second.data, vkey, port));
    expect(await asked).toMatchObject({ ok: true });
    expect((await statusOf(keeper)).mirror).toEqual({ up: true });
  });

  it("takes from the standby what a crash kept from its own disk", async () => {
    keeper = await begin();
    await keeper.kill();
    copyTree(join(place.data, "journal"), join(place.dir, "before"));
    keeper = await begin();
    const { idx } = given(await keeper.caller.one(appendOf("clock", { change: "on the standby alone" })));
    await keeper.kill();
    rmSync(join(place.data, "journal"), { recursive: true });
    copyTree(join(place.dir, "before"), join(place.data, "journal"));
    keeper = await begin();
    expect((await statusOf(keeper)).halted).toBeUndefined();
    expect(keeper.ready.size).toBeGreaterThan(idx);
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("is stopped by the standby when a clone of it writes", async () => {
    keeper = await begin();
    const clone = secondHost(place, "clone");
    copyTree(place.data, clone.data);
    copyTree(place.keys, clone.keys);
    rmSync(join(clone.data, "run"), { recursive: true, force: true });
    const other = await begin(clone);
    given(await other.caller.one(appendOf("clock", { change: "by the clone" })));
    expect((await keeper.caller.one(appendOf("clock", { change: "by the first" }))).ok).toBe(false);
    expect((await until(keeper, ({ halted }) => halted !== undefined)).halted).toContain("another keeper has");
    given(await other.caller.one(appendOf("clock", { change: "goes on" })));
  });

  it("is bound to its standby: without it, or with another one, it does not start unless the first is said to be lost", async () => {
    await (await begin()).stop();
    expect(await failureOf(place, [])).toContain("--mirror-lost");
    const other = kept(await startStandby(join(place.dir, "other"), vkey));
    expect(await failureOf(place, other.args)).toContain("--mirror-lost");
    keeper = await begin(place, [...other.args, "--mirror-lost"]);
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    await keeper.stop();
    await (await begin(place, other.args)).stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("is not heard by a standby without its key", async () => {
    const wrong = join(place.dir, "wrong.key");
    writeFileSync(wrong, `${"ab".repeat(32)}\n`);
    chmodSync(wrong, 0o600);
    const [mirror, address = ""] = standby.args;
    expect(await failureOf(place, [mirror as string, address, "--mirror-key", wrong])).toContain("another key");
  });
});
