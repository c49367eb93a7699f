import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readEntries } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../../tests/harness/own-keeper.ts";
import { keeperMain } from "../index.ts";
import type { Mask } from "../protocol.ts";
import { until, writePolicy } from "../test-rig/cosigning-rig.ts";
import {
  appendOf,
  type Customer,
  claims,
  type Failed,
  launch,
  lookAt,
  matchWith,
  type Place,
  sealCustomer,
  statusOf,
} from "../test-rig/rig.ts";
import { type RunningWitness, startWitness } from "../test-rig/witness-rig.ts";

/** Started in the keeper's stead: the same keeper, later by as many minutes as the file `later` says. */
function laterKeeper({ dir }: Place): { main: string; minutes(count: number): void } {
  const [main, later] = [join(dir, "later.mjs"), join(dir, "later")];
  mkdirSync(dir, { recursive: true });
  writeFileSync(later, "0");
  writeFileSync(
    main,
    `import fs from "node:fs";
     const now = Date.now;
     Date.now = () => now() + 60_000 * Number(fs.readFileSync(${JSON.stringify(later)}, "utf8"));
     await import(${JSON.stringify(pathToFileURL(keeperMain).href)});`,
  );
  return { main, minutes: (count) => writeFileSync(later, String(count)) };
}

describe("a keeper whose witnesses may be away for three minutes", () => {
  let clock: ReturnType<typeof laterKeeper>;
  const { place, keeper, again, beside } = ownKeeper({
    main(at) {
      clock = laterKeeper(at);
      return clock.main;
    },
  });
  let witness: RunningWitness;
  let budi: Customer;
  let more: string[];
  const watch = async (port = "0"): Promise<void> => {
    const vkey = readFileSync(join(place.data, "journal", "vkey"), "utf8").trim();
    witness = beside(await startWitness(join(place.dir, "w"), ["--log", vkey, "--port", port]));
  };
  const masked = (mask: Mask) =>
    lookAt(budi, "phone", { fields: [{ ...(budi.fields.phone as { id: string; ver: number; ct: string }), mask }] });
  beforeEach(async () => {
    budi = await sealCustomer(keeper.caller, "c1", { phone: "081234567890" });
    await keeper.stop();
    await watch();
    more = ["--witnesses", writePolicy(place, { auditor: witness }), "--grace", "3"];
    await again(more);
    await until(keeper, ({ cosigned }) => cosigned !== undefined);
  });

  it("opens no value in full, compares none and opens no detail after that; masked ones and refusals go on", async () => {
    expect(await keeper.caller.one(masked("full"))).toMatchObject({ ok: true });
    await witness.stop();
    expect(await keeper.caller.one(masked("full"))).toMatchObject({ ok: true });
    clock.minutes(4);
    expect(await statusOf(keeper)).toMatchObject({ unwitnessed: true, assurance: 0 });
    for (const call of [
      masked("full"),
      matchWith(budi, "phone", "081234567890", "k1"),
      { ...masked("full"), call: "detail" as const, index: 7 },
      { ...masked("full"), call: "list" as const, rows: [{ holder: budi.ref, fields: masked("full").fields }] },
    ])
      expect(await keeper.caller.one(call)).toMatchObject({ ok: false, code: "unwitnessed" });
    expect(await keeper.caller.one(masked("last4"))).toMatchObject({ ok: true, values: { phone: expect.stringContaining("7890") } });
    expect(await keeper.caller.one({ ...masked("full"), claims: claims({ dec: "deny" }) })).toMatchObject({ ok: true, values: {} });
    expect(await keeper.caller.one(appendOf("clock", { change: "set" }))).toMatchObject({ ok: true });
  });

  it("stays closed over a restart, opens once a quorum is back, and has written both down", async () => {
    await witness.stop();
    clock.minutes(4);
    expect(await keeper.caller.one(masked("full"))).toMatchObject({ code: "unwitnessed" });
    await keeper.stop();
    await again(more);
    expect(await keeper.caller.one(masked("full"))).toMatchObject({ code: "unwitnessed" });
    const told = async (): Promise<unknown[]> => {
      const states = [];
      for await (const { entry } of readEntries(place.data))
        if (entry.typ === "witness" && entry.body?.change === "grace") states.push(entry.body.state);
      return states;
    };
    await expect.poll(told, { timeout: 30_000 }).toEqual(["over"]);
    await watch(new URL(witness.url).port);
    await until(keeper, ({ unwitnessed }) => !unwitnessed);
    expect(await keeper.caller.one(masked("full"))).toMatchObject({ ok: true });
    await expect.poll(told, { timeout: 30_000 }).toEqual(["over", "back"]);
  });

  it("does not start with a grace that a healthy house would break, or without witnesses", async () => {
    await keeper.stop();
    const refused = async (args: string[]): Promise<string> => ((await launch(place, args)).said as Failed).failed;
    expect(await refused([...more.slice(0, 2), "--grace", "2"])).toContain("--grace: minutes, a whole number from 3");
    expect(await refused(["--grace", "3"])).toContain("--witnesses");
  });
});
