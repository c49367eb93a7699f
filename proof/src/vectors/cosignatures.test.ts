import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hex } from "../bytes.ts";
import { type CosignerKey, cosignatureOf, cosignedMessage, parseCosignerVkey } from "../cosignature.ts";
import { type Note, noteIsSignedBy, parseNote, parseVkey, type VerifierKey } from "../note.ts";
import { apart, fits, keyOf, witnessedAt } from "./second.ts";

interface Case {
  what: string;
  note: string;
}
interface Vectors {
  log: string;
  witness: { name: string; seed: string; publicKey: string; vkey: string };
  message: { text: string; time: number; hex: string };
  accepted: (Case & { time: number })[];
  absent: Case[];
  refused: Case[];
  vkeysRefused: { what: string; vkey: string }[];
}
const { log, witness, message, accepted, absent, refused, vkeysRefused } = JSON.parse(
  readFileSync(new URL("../../vectors/cosignatures.json", import.meta.url), "utf8"),
) as Vectors;
const key = parseCosignerVkey(witness.vkey) as CosignerKey;
const ours = (note: string) => cosignatureOf(parseNote(note) as Note, key);
const second = (note: string) => witnessedAt(note, keyOf(witness.vkey));

describe("the cosignatures of the vectors", () => {
  it("are made with the key of the seed that the file names, over the message that it spells out", () => {
    const der = Buffer.from(`302e020100300506032b657004220420${witness.seed}`, "hex");
    const publicKey = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" })).export({ format: "der", type: "spki" });
    expect(publicKey.subarray(-32).toString("hex")).toBe(witness.publicKey);
    expect(key).toMatchObject({ name: witness.name, publicKey: Uint8Array.from(Buffer.from(witness.publicKey, "hex")) });
    expect(hex(cosignedMessage(message.text, message.time))).toBe(message.hex);
    expect(Buffer.from(`cosignature/v1\ntime ${message.time}\n${message.text}`).toString("hex")).toBe(message.hex);
  });

  it.each(accepted)("say their time: $what", async ({ note, time }) => {
    expect(await ours(note)).toEqual({ time });
    expect(second(note)).toBe(time);
  });

  it.each(absent)("are not there: $what", async ({ note }) => {
    expect(await ours(note)).toBe("absent");
    expect(second(note)).toBeUndefined();
  });

  it.each(refused)("make the whole note unbelievable: $what", async ({ note }) => {
    expect(await ours(note)).toBe("bad");
    expect(() => second(note)).toThrow();
  });

  it("stand below checkpoints that the log itself signed, but for one that was edited", async () => {
    const unsigned = [];
    for (const { what, note } of [...accepted, ...absent, ...refused]) {
      const { text, lines } = apart(note);
      const [bytes] = lines.filter(({ name }) => name === keyOf(log).name).map((line) => line.bytes);
      const good = await noteIsSignedBy(parseNote(note) as Note, parseVkey(log) as VerifierKey);
      expect(fits(keyOf(log), Buffer.from(text), bytes as Buffer)).toBe(good);
      if (!good) unsigned.push(what);
    }
    expect(unsigned).toEqual(["the checkpoint edited below it"]);
  });

  it.each(vkeysRefused)("are not asked of what is no witness's key: $what", ({ vkey }) => {
    expect(parseCosignerVkey(vkey)).toBeUndefined();
    expect(() => witnessedAt(accepted[0]?.note ?? "", keyOf(vkey))).toThrow();
  });
});
