import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HANDOVERS, parseCheckpoint, parseNote, parseTrustPolicy, parseVkey, splitHandovers } from "@mercusuar/proof";
import { batchesOf, encodeBatch, readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { keeperMain } from "./index.ts";
import type { Leaving } from "./journal/leave-halt.ts";
import { signerOf } from "./keys/log-key.ts";
import { LogKeys } from "./keys/log-keys.ts";
import { lockStart, openStart } from "./keys/start-lock.ts";
import type { KeysResult, RotateCall } from "./protocol.ts";
import { until, writePolicy } from "./test-rig/cosigning-rig.ts";
import { appendOf, given, iid, statusOf } from "./test-rig/rig.ts";
import { secondHost, startStandby } from "./test-rig/standby-rig.ts";
import { startWitness } from "./test-rig/witness-rig.ts";

describe("a rotation of the log key", () => {
  const { place, keeper, again, beside } = ownKeeper();
  let old: string;
  beforeEach(() => {
    old = vkeyIn("vkey");
  });

  const at = (name: string) => join(place.data, "journal", name);
  const vkeyIn = (name: string) => readFileSync(at(name), "utf8").trim();
  const rotate = (step: RotateCall["step"], more: Partial<RotateCall> = {}) =>
    keeper.caller.one({ call: "rotate", of: "log", iid: iid(), step, by: "p1", second: "p2", ...more });
  const early = { early: true };
  /** Ends it as soon as its receipt is published. */
  const ended = async (): Promise<void> => {
    for (;;) {
      const result = await rotate("end", early);
      if (!result.ok && result.detail.includes("not published yet")) continue;
      return void given(result);
    }
  };
  const leave = (): Leaving => {
    const args = ["leave-halt", "--data", place.data, "--keys", place.keys, "--by", "p1", "--second", "p2"];
    return JSON.parse(execFileSync(process.execPath, [keeperMain, ...args], { encoding: "utf8", stdio: "pipe" })).left;
  };
  const keys = async (): Promise<KeysResult> => given<KeysResult>(await keeper.caller.one({ call: "keys", iid: "" }));
  const grow = async () => given(await keeper.caller.one(appendOf("clock", { change: "set" })));
  /** So much that witnesses are asked at once. */
  const growMuch = async () => {
    for (const result of await keeper.caller.all(Array.from({ length: 300 }, (_, i) => appendOf("clock", { change: `c${i}` }))))
      given(result);
  };
  const logFiles = () => readdirSync(place.keys).filter((name) => name.startsWith("log"));
  /** Ids of the keys whose lines stand under the checkpoint. */
  const signers = (): string[] => parseNote(readFileSync(at("checkpoint"), "utf8"))?.signatures.map(({ id }) => id) ?? [];
  const idOf = (vkey: string) => parseVkey(vkey)?.id ?? "";
  const verified = async (vkey?: string) => {
    const { exit, report } = await verifyCommand(place.data, vkey === undefined ? {} : { vkey });
    return `${exit} ${report.code}`;
  };

  it("has both keys sign, so that readers of either believe it, and then the new one alone; the old secret is gone, what it signed holds", async () => {
    given(await rotate("begin"));
    const { log } = await keys();
    expect(log).toEqual({ vkey: old, next: vkeyIn("vkey.next"), until: expect.any(String) });
    const { next = "" } = log;
    await grow();
    await keeper.stop();
    const kept = readFileSync(at("checkpoint"), "utf8");
    expect(signers()).toEqual([idOf(old), idOf(next)]);
    expect([await verified(), await verified(old), await verified(next)]).toEqual(["0 OK", "0 OK", "0 OK"]);

    await again();
    expect(await rotate("end")).toMatchObject({ code: "too-soon", detail: expect.stringContaining(log.until ?? "") });
    await ended();
    expect(logFiles()).toEqual(["log-2.key", "log.pub"]);
    await grow();
    await keeper.stop();
    expect(signers()).toEqual([idOf(next)]);
    expect([vkeyIn("vkey"), vkeyIn("vkey.former"), existsSync(at("vkey.next"))]).toEqual([next, old, false]);
    expect([await verified(), await verified(next), await verified(old)]).toEqual(["0 OK", "0 OK", "2 E_ROTATED"]);
    expect(await verifyCommand(place.data, { known: [kept] })).toMatchObject({ exit: 0 });
    const both = parseTrustPolicy(`log ${old}\nlog ${next}\nquorum none\n`);
    expect(await verifyCommand(place.data, { policy: both, known: [kept] })).toMatchObject({ exit: 0 });

    const told: unknown[] = [];
    for await (const { entry } of readEntries(place.data))
      if (entry.typ.startsWith("key.") && /^log/.test(String(entry.body?.key))) told.push([entry.typ, entry.body?.key, entry.body?.state]);
    expect(told).toEqual([
      ["key.create", "log", undefined],
      ["key.create", "log-2", undefined],
      ["key.rotate", "log-2", "begin"],
      ["key.erase", "log", undefined],
      ["key.rotate", "log-2", "end"],
    ]);
    await again();
    expect((await keys()).keys.filter(({ kind }) => kind === "log").map(({ id, state }) => [id, state])).toEqual([
      ["log", "destroyed"],
      ["log-2", "live"],
    ]);
  });

  it("goes on where it was after kill -9 at any moment", async () => {
    await keeper.stop();
    // As if it had been killed after the new key was made, and before its entry.
    writeFileSync(join(place.keys, "log-2.key"), "ab".repeat(32), { mode: 0o600 });
    await again();
    expect((await keys()).log).toEqual({ vkey: old });
    await keeper.stop();
    expect(signers()).toEqual([idOf(old)]);

    await again();
    given(await rotate("begin"));
    const secret = readFileSync(join(place.keys, "log.key"));
    await keeper.kill();
    await again();
    const { next = "" } = (await keys()).log;
    expect(await rotate("begin")).toMatchObject({ code: "rotating" });
    await grow();
    await ended();
    await keeper.kill();
    // As if it had been killed between the entry and the file.
    writeFileSync(join(place.keys, "log.key"), secret, { mode: 0o600 });
    await again();
    expect([logFiles(), (await keys()).log]).toEqual([["log-2.key", "log.pub"], { vkey: next }]);
    await keeper.stop();
    expect(signers()).toEqual([idOf(next)]);
    expect([await verified(next), await verified(old)]).toEqual(["0 OK", "2 E_ROTATED"]);
    await again();
  });

  it("is begun and ended by two, not twice at once, not again too soon; a second one leaves the first key two steps behind", async () => {
    expect(await rotate("end", early)).toMatchObject({ code: "bad-call" });
    expect(await rotate("begin", { second: "" })).toMatchObject({ code: "bad-call" });
    expect(await rotate("begin", { days: 0 })).toMatchObject({ code: "bad-call" });
    expect((await keys()).log).toEqual({ vkey: old });
    given(await rotate("begin"));
    expect(await rotate("end", { ...early, by: "" })).toMatchObject({ code: "bad-call" });
    await grow();
    await ended();
    expect(await rotate("begin")).toMatchObject({ code: "too-soon" });
    await keeper.stop();
    await again(["--rotate-pause", "0"]);
    const second = vkeyIn("vkey");
    given(await rotate("begin"));
    await keeper.stop();
    await again();
    await ended();
    await grow();
    await keeper.stop();
    expect(vkeyIn("vkey.former")).toBe(`${old}\n${second}`);
    const codes = [await verified(vkeyIn("vkey")), await verified(second), await verified(old)];
    expect(codes).toEqual(["0 OK", "2 E_ROTATED", "2 E_ROTATED"]);
    await again();
  });

  it.each(["stop", "kill"] as const)(
    "halts on a last batch that is signed by the destroyed key alone, as a thief of it would, and is left without that batch (%s after the end)",
    async (stopped) => {
      const thiefs = new Map([["log", signerOf(Buffer.from(readFileSync(join(place.keys, "log.key"), "utf8").trim(), "hex"))]]);
      given(await rotate("begin"));
      await ended();
      await keeper[stopped]();
      const [name = ""] = readdirSync(at("batches"));
      const file = readFileSync(join(at("batches"), name));
      const batches = [...batchesOf(file)];
      const last = batches.at(-1)?.batch;
      if (last === undefined) throw new Error("no batch");
      const { origin, size, root } = parseCheckpoint(parseNote(last.note)?.text ?? "") ?? { origin: "", size: 0, root: "" };
      const note = await new LogKeys(origin, thiefs, []).sign({ origin, size, root });
      writeFileSync(join(at("batches"), name), Buffer.concat([file.subarray(0, batches.at(-2)?.end), encodeBatch({ ...last, note })]));
      await again();
      expect((await statusOf(keeper)).halted).toContain("a log key that was destroyed");
      await keeper.stop();
      expect(leave()).toMatchObject({ kept: last.first });
      await again();
      expect([(await statusOf(keeper)).halted, logFiles()]).toEqual([undefined, ["log-2.key", "log.pub"]]);
      await grow();
      await keeper.stop();
      expect(await verified(vkeyIn("vkey"))).toBe("0 OK");
    },
  );

  it.each(["begin", "end"] as const)(
    "is known by the key directory where its %s is lost with a damaged journal that is left",
    async (lost) => {
      const begun = given(await rotate("begin"));
      if (lost === "end") await ended();
      const { size } = await statusOf(keeper);
      await keeper.stop();
      const [name = ""] = readdirSync(at("batches"));
      const file = readFileSync(join(at("batches"), name));
      let from = 0;
      for (const { batch, end } of batchesOf(file)) {
        const first = lost === "begin" ? begun.idx : size - 1;
        if (batch.first <= first && first < batch.first + batch.entries.length) file.writeUInt8(file.readUInt8(from + 60) ^ 1, from + 60);
        from = end;
      }
      writeFileSync(join(at("batches"), name), file);
      leave();
      await again();
      const { log } = await keys();
      expect(Object.keys(log)).toEqual(lost === "begin" ? ["vkey", "next", "until"] : ["vkey"]);
      if (lost === "begin") await ended();
      expect(logFiles()).toEqual(["log-2.key", "log.pub"]);
      await keeper.stop();
      expect(await verified(vkeyIn("vkey"))).toBe("0 OK");
      await again();
    },
  );

  it("still says who took over where only its batches are left, as after a takeover", async () => {
    for (const pause of [[], ["--rotate-pause", "0"]]) {
      await keeper.stop();
      await again(pause);
      given(await rotate("begin"));
      for (let i = 0; i < 5; i++) await grow();
      await ended();
    }
    await grow();
    await keeper.stop();
    const kept = splitHandovers(readFileSync(at(HANDOVERS), "utf8"));
    for (const name of readdirSync(at(""))) if (name !== "batches") rmSync(at(name), { recursive: true });
    await again();
    await expect.poll(() => existsSync(at(HANDOVERS)) && splitHandovers(readFileSync(at(HANDOVERS), "utf8")).length).toBe(kept.length);
    await keeper.stop();
    const [, second = ""] = vkeyIn("vkey.former").split("\n");
    expect([await verified(old), await verified(second), await verified()]).toEqual(["2 E_ROTATED", "2 E_ROTATED", "0 OK"]);
    await again();
  });

  it("keeps the new key sealed where two persons start the keeper", async () => {
    await keeper.stop();
    const keyholders = [
      { name: "Ratna", passphrase: "mercu suar di ujung timur" },
      { name: "Bambang", passphrase: "ombak tidak pernah tidur" },
    ];
    lockStart(place.keys, keyholders, 2 ** 10);
    place.startKey = openStart(place.keys, [keyholders[0]?.passphrase ?? "", keyholders[1]?.passphrase ?? ""]) as Buffer;
    await again();
    given(await rotate("begin"));
    expect(readFileSync(join(place.keys, "log-2.key"), "utf8")).toMatch(/^sealed:v1:/);
  });

  it("stops neither a witness that knows both keys nor a standby that knows only the old one", async () => {
    await keeper.stop();
    const second = secondHost(place);
    const standby = beside(await startStandby(second.data, old));
    const dir = join(place.dir, "auditor");
    let witness = await startWitness(dir, ["--log", old]);
    const policy = writePolicy(place, { auditor: witness });
    await again([...standby.args, "--witnesses", policy]);
    given(await rotate("begin"));
    await growMuch();
    await until(keeper, ({ cosigned, size }) => (cosigned?.size ?? 0) >= size);
    const port = new URL(witness.url).port;
    await witness.stop();
    witness = beside(await startWitness(dir, ["--log", old, "--log", vkeyIn("vkey.next"), "--port", port]));
    await ended();
    await growMuch();
    await until(keeper, ({ cosigned, size }) => (cosigned?.size ?? 0) >= size);
    expect(signers().slice(0, 1)).toEqual([idOf(vkeyIn("vkey"))]);
    await keeper.stop();
    await standby.stop();
    const onlyOld = beside(await startStandby(second.data, old));
    // Which key takes over now, and nothing else, would stand there.
    expect(existsSync(join(second.data, "journal", "vkey.next"))).toBe(false);
    await again([...onlyOld.args, "--witnesses", policy]);
    await grow();
    expect((await statusOf(keeper)).halted).toBeUndefined();
  });

  it("is followed by a standby that begins after it and is given all keys", async () => {
    given(await rotate("begin"));
    await ended();
    await keeper.stop();
    const mirrored = async (name: string, ...logs: string[]) => {
      return beside(await startStandby(secondHost(place, name).data, at(logs[0] ?? ""), "0", logs.slice(1).map(at))).args;
    };
    await again(await mirrored("second", "vkey", "vkey.former"));
    expect(readFileSync(join(place.dir, "second", "journal", "vkey"), "utf8").trim()).toBe(vkeyIn("vkey"));
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
  });
});
