import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readEntries } from "@mercusuar/proof/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LookResult } from "./protocol.ts";
import {
  appendOf,
  Caller,
  claims,
  type Failed,
  given,
  launch,
  lookAt,
  newPlace,
  type Place,
  type Running,
  sealCustomer,
  startKeeper,
} from "./test-rig/rig.ts";

describe("a keeper that starts", () => {
  let place: Place;
  let keeper: Running | undefined;
  beforeEach(() => {
    place = newPlace();
  });
  afterEach(async () => {
    await keeper?.stop();
    keeper = undefined;
    place.remove();
  });
  const failing = async (args: readonly string[] = [], at = place): Promise<Failed> => {
    const { child, said } = await launch(at, args);
    if (child.exitCode === null) await once(child, "exit");
    return said as Failed;
  };

  it("row 37: refuses a directory that another keeper holds, until that one is gone", async () => {
    keeper = await startKeeper(place);
    expect(await failing([], { ...place, socket: join(place.dir, "t", "k.sock") })).toMatchObject({
      code: 3,
      failed: expect.stringContaining("another keeper"),
    });
    await keeper.kill();
    keeper = await startKeeper(place);
    expect(keeper.ready.created).toBe(false);
  });

  it("refuses keys inside the data directory, before it makes any", async () => {
    const other = newPlace();
    const { said } = await launch({ ...other, keys: join(other.data, "keys") });
    expect(said).toMatchObject({ failed: expect.stringContaining("a copy of the data would hold the keys") });
    expect(existsSync(other.data)).toBe(false);
    other.remove();
  });

  it("keeps its keys to itself", async () => {
    keeper = await startKeeper(place);
    expect(statSync(place.keys).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(place.keys)) expect(statSync(join(place.keys, name)).mode & 0o777).toBe(0o600);
    expect(statSync(place.socket).mode & 0o777).toBe(0o600);
    expect(statSync(join(place.data, "run", "keeper.key")).mode & 0o777).toBe(0o600);
  });

  it("never makes new keys in silence when the old ones are missing", async () => {
    await (await startKeeper(place)).stop();
    const kept = `${place.keys}-kept`;
    mkdirSync(kept);
    for (const name of readdirSync(place.keys)) copyFileSync(join(place.keys, name), join(kept, name));
    rmSync(join(place.keys, "kek-1.key"));
    expect((await failing()).failed).toContain("kek-1");
    writeFileSync(join(place.keys, "kek-1.key"), "ab".repeat(32));
    expect((await failing()).failed).toContain("another one");
    rmSync(place.keys, { recursive: true });
    expect((await failing()).failed).toContain("restore them");
    mkdirSync(place.keys, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(kept)) copyFileSync(join(kept, name), join(place.keys, name));
    rmSync(join(place.data, "journal"), { recursive: true });
    expect((await failing()).failed).toContain("journal is not here");
  });

  it("refuses a key directory that others can enter, and a socket path that the kernel would cut", async () => {
    mkdirSync(place.keys, { mode: 0o755 });
    chmodSync(place.keys, 0o755);
    expect((await failing()).failed).toContain("chmod 700");
    expect((await failing([], { ...place, socket: join(place.dir, "x".repeat(100), "k") })).failed).toContain("at most 100");
  });

  it("hangs up on a caller without the socket key", async () => {
    keeper = await startKeeper(place);
    const stranger = await Caller.connect(place, "0".repeat(64));
    await expect(stranger.one({ call: "status", iid: "" })).rejects.toThrow("hung up");
  });

  it("says in a simulated log's first entry that it is one, and takes story time there only", async () => {
    keeper = await startKeeper(place, ["--simulated"]);
    expect(keeper.ready.origin).toContain("simulated");
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    const at = "2020-07-01T02:00:00.000Z";
    given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ at }) })));
    expect(await keeper.caller.one(appendOf("clock", { change: "set" }, { at: "yesterday" }))).toMatchObject({ code: "bad-call" });
    await keeper.stop();
    const entries = [];
    for await (const { entry } of readEntries(place.data)) entries.push(entry);
    expect(entries[0]).toMatchObject({ typ: "start", body: { simulated: true } });
    expect(entries.find(({ typ }) => typ === "look")).toMatchObject({ at });
    expect(entries.at(-1)).toMatchObject({ typ: "stop", body: { why: "signal" } });
    expect(entries.filter(({ typ }) => typ === "key.create").map(({ body }) => body?.key)).toContain("person-2020");
    expect((await failing()).failed).toContain("--simulated");
  });

  it("stops with the server that started it, and writes that down", async () => {
    keeper = await startKeeper(place);
    const gone = once(keeper.child, "exit");
    keeper.child.disconnect();
    expect(await gone).toEqual([0, null]);
    const entries = [];
    for await (const { entry } of readEntries(place.data)) entries.push(entry);
    expect(entries.at(-1)).toMatchObject({ typ: "stop", body: { why: "disconnect" } });
    expect(readFileSync(join(place.data, "journal", "checkpoint"), "utf8")).toContain(keeper.ready.origin);
  });
});
