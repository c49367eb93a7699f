import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkpointText } from "./checkpoint.ts";
import { type CosignerKey, cosignatureLine, cosignatureOf, cosignedMessage, cosignerVkeyText, parseCosignerVkey } from "./cosignature.ts";
import { EMPTY_ROOT } from "./hash.ts";
import { type Note, noteIsSignedBy, parseNote, parseVkey, signedNote, vkeyText } from "./note.ts";

const NAME = "witness.example/w1";
const TIME = 1_780_000_000;
const newPair = () => {
  const pair = generateKeyPairSync("ed25519");
  return { ...pair, raw: pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32) };
};
const log = newPair();
const witness = newPair();
const key = parseCosignerVkey(cosignerVkeyText(NAME, witness.raw)) as CosignerKey;
const text = checkpointText({ origin: "example/log", size: 0, root: EMPTY_ROOT });
const signed = signedNote(text, "example/log", log.raw, sign(null, Buffer.from(text), log.privateKey));

function line(time = TIME, { name = NAME, by = witness, over = cosignedMessage(text, time) } = {}): string {
  return cosignatureLine(name, witness.raw, time, sign(null, over, by.privateKey));
}
const says = (note: string) => cosignatureOf(parseNote(note) as Note, key);

describe("a cosignature", () => {
  it("is accepted and tells its time, and the log's own signature stays good beside it", async () => {
    expect(await says(signed + line())).toEqual({ time: TIME });
    expect(await noteIsSignedBy(parseNote(signed + line()) as Note, parseVkey(vkeyText("example/log", log.raw)) as never)).toBe(true);
  });

  it("signs header, time and the text of the checkpoint, as the specification spells them", () => {
    expect(Buffer.from(cosignedMessage(text, 5)).toString()).toBe(`cosignature/v1\ntime 5\n${text}`);
    const bytes = Buffer.from(line(1).split(" ")[2] as string, "base64");
    expect([bytes.length, bytes.readBigUInt64BE(4)]).toEqual([4 + 8 + 64, 1n]);
  });

  it("tells its latest time where a witness signed twice", async () => {
    expect(await says(signed + line(TIME + 7) + line(TIME))).toEqual({ time: TIME + 7 });
  });

  it("row 18: is bad once its time was altered, and where it covers another checkpoint or was made by another key", async () => {
    const altered = cosignatureLine(NAME, witness.raw, TIME + 60, sign(null, cosignedMessage(text, TIME), witness.privateKey));
    expect(await says(signed + altered)).toBe("bad");
    expect(await says(signed + line(TIME, { over: cosignedMessage(text.replace("\n0\n", "\n1\n"), TIME) }))).toBe("bad");
    expect(await says(signed + line(TIME, { by: newPair() }))).toBe("bad");
    expect(await says(signed + line() + altered)).toBe("bad");
  });

  it("is bad where a plain signature over the note stands in its place, or bytes were added", async () => {
    expect(await says(signed + line(TIME, { over: Buffer.from(text) }))).toBe("bad");
    const payload = Buffer.from(line().trim().split(" ")[2] as string, "base64");
    expect(await says(`${signed}— ${NAME} ${Buffer.concat([payload, Buffer.of(0)]).toString("base64")}\n`)).toBe("bad");
    expect(await says(`${signed}— ${NAME} ${payload.subarray(0, 68).toString("base64")}\n`)).toBe("bad");
    payload.fill(0xff, 4, 12);
    expect(await says(`${signed}— ${NAME} ${payload.toString("base64")}\n`)).toBe("bad");
  });

  it("in another name, or under another id, is none of this witness", async () => {
    expect(await says(signed)).toBe("absent");
    expect(await says(signed + line().replace(NAME, "witness.example/w2"))).toBe("absent");
    expect(await says(signed + line(TIME, { name: "witness.example/w2" }))).toBe("absent");
  });

  it("is not made for a time that is no second since 1970, nor of half a signature", () => {
    for (const time of [-1, 0.5, 2 ** 53, Number.NaN]) {
      expect(() => cosignedMessage(text, time)).toThrow(RangeError);
      expect(() => cosignatureLine(NAME, witness.raw, time, new Uint8Array(64))).toThrow(RangeError);
    }
    expect(() => cosignatureLine(NAME, witness.raw, TIME, new Uint8Array(32))).toThrow(RangeError);
  });
});

describe("a witness's verifier key", () => {
  it("is read back, and is another one than the same key as a log's", () => {
    expect(key).toMatchObject({ name: NAME, cosigns: "cosignature/v1" });
    expect(parseCosignerVkey(vkeyText(NAME, witness.raw))).toBeUndefined();
    expect(parseVkey(cosignerVkeyText(NAME, witness.raw))).toBeUndefined();
    expect(key.id).not.toBe(parseVkey(vkeyText(NAME, witness.raw))?.id);
  });

  it("of a public witness is accepted, and its id is the one that others compute", () => {
    const vkey = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    expect(parseCosignerVkey(vkey)).toMatchObject({ name: "remora.n621.de", id: "da77ade7" });
  });

  it("is refused with another name, another id, another type or a byte too many", () => {
    const good = cosignerVkeyText(NAME, witness.raw);
    const [, id, key64] = good.split("+", 2).concat(good.slice(good.indexOf("+", NAME.length + 1) + 1)) as [string, string, string];
    expect(parseCosignerVkey(`${NAME}+${id}+${key64}`)).toBeDefined();
    expect(parseCosignerVkey(good.replace("w1", "w2"))).toBeUndefined();
    expect(parseCosignerVkey(`${NAME}+00000000+${key64}`)).toBeUndefined();
    expect(parseCosignerVkey(vkeyText(NAME, witness.raw, 6))).toBeUndefined();
    expect(parseCosignerVkey(cosignerVkeyText(NAME, Buffer.concat([witness.raw, Buffer.of(0)])))).toBeUndefined();
    expect(parseCosignerVkey(`${good}\r\n`)).toBeUndefined();
  });
});

describe("a note", () => {
  it("is none with carriage returns, with a plus in a name, or with more signatures than anybody needs", () => {
    expect(parseNote(signed.replaceAll("\n", "\r\n"))).toBeUndefined();
    expect(parseNote(signed.replace("\n0\n", "\n0\r\n"))).toBeUndefined();
    expect(parseNote(signed + line().replace("witness.", "wit+ness."))).toBeUndefined();
    expect(parseNote(signed + line().repeat(99))).toBeDefined();
    expect(parseNote(signed + line().repeat(100))).toBeUndefined();
  });
});
