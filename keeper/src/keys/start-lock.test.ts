import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyholdersOf } from "../index.ts";
import type { LookResult } from "../protocol.ts";
import { given, launch, lookAt, newPlace, type Place, type Running, sealCustomer, startKeeper } from "../test-rig/rig.ts";
import { lockStart, openStart, StartLockError, unlockStart } from "./start-lock.ts";

/** Cheap for tests; the file says its own cost. */
const COST = 2 ** 10;
const ratna = { name: "Ratna", passphrase: "mercu suar di ujung timur" };
const bambang = { name: "Bambang", passphrase: "ombak tidak pernah tidur" };
const endah = { name: "Endah", passphrase: "garam laut dan pasir putih" };

describe("a key directory that only two persons open together", () => {
  let place: Place;
  let keeper: Running | undefined;
  const lock = (...keyholders: Array<typeof ratna>) => lockStart(place.keys, keyholders, COST);
  const keyFiles = () => readdirSync(place.keys).filter((name) => name.endsWith(".key"));
  const bytesOf = (name: string) => readFileSync(join(place.keys, name), "utf8").trim();
  const started = async (startKey?: Buffer) => {
    keeper = await startKeeper(startKey ? { ...place, startKey } : place);
    return keeper;
  };

  beforeEach(async () => {
    place = newPlace();
    await started();
  });
  afterEach(async () => {
    await keeper?.stop();
    place.remove();
  });

  it("starts for any two of its keyholders, and goes on where it was: old fields open, new keys are sealed too", async () => {
    const siti = await sealCustomer((keeper as Running).caller, "siti", { phone: "0000123456789" });
    await keeper?.stop();
    const plain = keyFiles().map((name) => [name, bytesOf(name)]);
    lock(ratna, bambang, endah);
    expect(keyholdersOf(place.keys)).toEqual(["Ratna", "Bambang", "Endah"]);
    const everything = readdirSync(place.keys).map((name) => readFileSync(join(place.keys, name), "latin1"));
    for (const [, key] of plain) expect(everything.some((text) => text.includes(key as string))).toBe(false);
    for (const [one, other] of [
      [ratna, bambang],
      [endah, ratna],
      [endah, bambang],
    ] as const) {
      const { caller, stop } = await started(openStart(place.keys, [one.passphrase, other.passphrase]));
      expect(given<LookResult>(await caller.one(lookAt(siti, "phone"))).values).toEqual({ phone: "0000123456789" });
      await stop();
    }
    for (const name of keyFiles()) expect(bytesOf(name)).toMatch(/^sealed:v1:/);
  });

  it("starts for nobody alone: not without a key, not for one person twice, not for a wrong passphrase or a stranger", async () => {
    await keeper?.stop();
    lock(ratna, bambang);
    const { said } = await launch({ ...place, startKey: Buffer.alloc(32) });
    expect(said).toMatchObject({ failed: expect.stringContaining("missing or damaged") });
    for (const [one, other] of [
      [ratna.passphrase, ratna.passphrase],
      [ratna.passphrase, "ombak tidak pernah tidor"],
      [ratna.passphrase, endah.passphrase],
      ["", ""],
    ] as const)
      expect(openStart(place.keys, [one, other])).toBeUndefined();
  });

  it("takes no sealed file in the place of another, and no plain key of somebody else", async () => {
    await keeper?.stop();
    lock(ratna, bambang);
    const startKey = openStart(place.keys, [ratna.passphrase, bambang.passphrase]) as Buffer;
    const kek = bytesOf("kek-1.key");
    writeFileSync(join(place.keys, "kek-1.key"), bytesOf("index-1.key"));
    expect((await launch({ ...place, startKey })).said).toMatchObject({ failed: expect.stringContaining("kek-1") });
    writeFileSync(join(place.keys, "kek-1.key"), "ab".repeat(32));
    expect((await launch({ ...place, startKey })).said).toMatchObject({ failed: expect.stringContaining("another one") });
    writeFileSync(join(place.keys, "kek-1.key"), kek);
    await started(startKey);
  });

  it("finishes a sealing that was cut short, and opens for good where both ask for it", async () => {
    await keeper?.stop();
    const kek = bytesOf("kek-1.key");
    lock(ratna, bambang);
    writeFileSync(join(place.keys, "kek-1.key"), kek);
    const startKey = openStart(place.keys, [bambang.passphrase, ratna.passphrase]) as Buffer;
    expect(bytesOf("kek-1.key")).toMatch(/^sealed:v1:/);
    expect(() => lock(ratna, bambang)).toThrow("sealed already");
    unlockStart(place.keys, startKey);
    expect(keyholdersOf(place.keys)).toBeUndefined();
    expect(bytesOf("kek-1.key")).toBe(kek);
    await started();
  });

  it("asks for two to six names and long passphrases that nobody shares", async () => {
    await keeper?.stop();
    expect(() => lock(ratna)).toThrow(StartLockError);
    expect(() => lock(ratna, { ...bambang, name: "Ratna" })).toThrow("a name of his own");
    expect(() => lock(ratna, { ...bambang, passphrase: "pendek" })).toThrow("at least 12");
    expect(() => lock(ratna, { ...ratna, name: "Bambang" })).toThrow("the same passphrase");
    expect(keyholdersOf(place.keys)).toBeUndefined();
    await started();
  });
});
