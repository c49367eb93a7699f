/** `vectors/cosignatures.json`: what witnesses say below a checkpoint, and what must not be taken for their word. */
import { base64, concat, fromLatin1, hex, utf8 } from "../bytes.ts";
import { checkpointText } from "../checkpoint.ts";
import { cosignatureLine, cosignedMessage, cosignerVkeyText } from "../cosignature.ts";
import { keyId, signatureLine, signedNote, vkeyText } from "../note.ts";
import { MOST, rootAt } from "./leaves.ts";
import { LOG, ORIGIN, testKey, VKEY } from "./sign.ts";

const SIZE = 100;
export const WITNESS = { name: "witness.example/one", key: testKey(64) };
export const SECOND = { name: "witness.example/two", key: testKey(96) };
export const WITNESS_VKEY = cosignerVkeyText(WITNESS.name, WITNESS.key.publicKey);
export const SECOND_VKEY = cosignerVkeyText(SECOND.name, SECOND.key.publicKey);
/** 2026-06-01T00:00:00Z */
export const TIME = 1_780_272_000;
const COSIGNATURE = 4;

export const textOf = (size: number): string => checkpointText({ origin: ORIGIN, size, root: rootAt(size) });
export const noteOf = (text: string): string => signedNote(text, ORIGIN, LOG.publicKey, LOG.sign(text));
const TEXT = textOf(SIZE);
const NOTE = noteOf(TEXT);

/** The line by which `who` cosigns; `signed` is what the signature was made over, where that is something else. */
export function cosigned(who: typeof WITNESS, time: number, text: string, signed = cosignedMessage(text, time)): string {
  return cosignatureLine(who.name, who.key.publicKey, time, who.key.sign(signed));
}
const GOOD = cosigned(WITNESS, TIME, TEXT);

/** The good line with other bytes (key id, time, signature) in it. */
function changed(change: (bytes: Uint8Array) => Uint8Array, line = GOOD): string {
  const spelling = line.slice(line.lastIndexOf(" ") + 1, -1);
  return line.replace(spelling, base64(change(fromLatin1(atob(spelling)))));
}
const bitAt =
  (at: number) =>
  (bytes: Uint8Array): Uint8Array =>
    bytes.with(at, (bytes[at] ?? 0) ^ 1);
/** A well signed line whose time is larger than any integer that all languages hold. */
function farFuture(): string {
  const time = 2n ** 53n;
  const seconds = new Uint8Array(8);
  new DataView(seconds.buffer).setBigUint64(0, time);
  const signature = WITNESS.key.sign(utf8(`cosignature/v1\ntime ${time}\n${TEXT}`));
  return signatureLine(WITNESS.name, keyId(WITNESS.name, WITNESS.key.publicKey, COSIGNATURE), concat(seconds, signature));
}
/** The witness's key signs the text as a log would: signature type 1. */
const AS_LOG = signatureLine(WITNESS.name, keyId(WITNESS.name, WITNESS.key.publicKey), WITNESS.key.sign(utf8(TEXT)));

interface Said {
  what: string;
  note: string;
  time: number;
}
const ACCEPTED: readonly Said[] = [
  { what: "one cosignature", note: NOTE + GOOD, time: TIME },
  { what: "behind another witness's", note: NOTE + cosigned(SECOND, TIME + 5, TEXT) + GOOD, time: TIME },
  { what: "before the log's own signature", note: `${TEXT}\n${GOOD}${NOTE.slice(TEXT.length + 1)}`, time: TIME },
  { what: "two of one witness: the latest counts", note: NOTE + cosigned(WITNESS, TIME + 60, TEXT) + GOOD, time: TIME + 60 },
  { what: "beside a line in its name that another key made", note: NOTE + changed(bitAt(0)) + GOOD, time: TIME },
  { what: "beside its own signature as a log", note: NOTE + AS_LOG + GOOD, time: TIME },
  { what: "the beginning of time", note: NOTE + cosigned(WITNESS, 0, TEXT), time: 0 },
  {
    what: "the largest time",
    note: NOTE + cosigned(WITNESS, Number.MAX_SAFE_INTEGER, TEXT),
    time: Number.MAX_SAFE_INTEGER,
  },
  (() => {
    const text = `${TEXT}an extension line\n`;
    return { what: "an extension line, cosigned too", note: noteOf(text) + cosigned(WITNESS, TIME, text), time: TIME };
  })(),
  (() => {
    const text = textOf(0);
    return { what: "the empty tree", note: noteOf(text) + cosigned(WITNESS, TIME, text), time: TIME };
  })(),
];

const ABSENT: readonly [what: string, note: string][] = [
  ["nothing but the log's signature", NOTE],
  ["another witness's alone", NOTE + cosigned(SECOND, TIME, TEXT)],
  ["its signature as a log, which is no cosignature", NOTE + AS_LOG],
  ["its name with another key id", NOTE + changed(bitAt(0))],
  ["its key id under another name", NOTE + GOOD.replace(WITNESS.name, SECOND.name)],
];

const REFUSED: readonly [what: string, note: string][] = [
  ["the time altered", NOTE + changed(bitAt(11))],
  ["one bit of the signature changed", NOTE + changed(bitAt(12))],
  ["pasted from a checkpoint of another size", NOTE + cosigned(WITNESS, TIME, textOf(MOST))],
  ["the checkpoint edited below it", (NOTE + GOOD).replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)],
  ["made over the text alone, without header and time", NOTE + cosigned(WITNESS, TIME, TEXT, utf8(TEXT))],
  ["made over another header", NOTE + cosigned(WITNESS, TIME, TEXT, utf8(`cosignature/v2\ntime ${TIME}\n${TEXT}`))],
  ["made over the text without its last newline", NOTE + cosigned(WITNESS, TIME, TEXT, cosignedMessage(TEXT.slice(0, -1), TIME))],
  ["made over the time with a leading zero", NOTE + cosigned(WITNESS, TIME, TEXT, utf8(`cosignature/v1\ntime 0${TIME}\n${TEXT}`))],
  [
    "made by another key under its name and key id",
    NOTE + changed((b) => concat(b.slice(0, 12), SECOND.key.sign(cosignedMessage(TEXT, TIME)))),
  ],
  ["a byte less", NOTE + changed((bytes) => bytes.slice(0, -1))],
  ["a byte more", NOTE + changed((bytes) => concat(bytes, Uint8Array.of(0)))],
  ["without a time", NOTE + changed((bytes) => concat(bytes.slice(0, 4), bytes.slice(12)))],
  ["a time of 2^53", NOTE + farFuture()],
  ["a good one and a bad one", NOTE + GOOD + changed(bitAt(12))],
  ["a bad one and a good one", NOTE + changed(bitAt(12)) + GOOD],
];

const VKEYS_REFUSED: readonly [what: string, vkey: string][] = [
  ["a log's key: signature type 1", vkeyText(WITNESS.name, WITNESS.key.publicKey)],
  ["a key id made for signature type 1", WITNESS_VKEY.replace(/\+[0-9a-f]{8}\+/, `+${hex(keyId(WITNESS.name, WITNESS.key.publicKey))}+`)],
  ["the key id of another name", WITNESS_VKEY.replace(WITNESS.name, SECOND.name)],
  ["a key of 31 bytes", cosignerVkeyText(WITNESS.name, WITNESS.key.publicKey.slice(1))],
  ["a key of 33 bytes", cosignerVkeyText(WITNESS.name, concat(WITNESS.key.publicKey, Uint8Array.of(0)))],
  ["an unknown signature type", vkeyText(WITNESS.name, WITNESS.key.publicKey, 6)],
  ["no name", cosignerVkeyText("", WITNESS.key.publicKey)],
  ["a key id in capitals", WITNESS_VKEY.replace(/\+[0-9a-f]{8}\+/, (id) => id.toUpperCase())],
];

/** The file, as a value. */
export function cosignatureVectors(): object {
  return {
    log: VKEY,
    witness: { name: WITNESS.name, seed: hex(WITNESS.key.seed), publicKey: hex(WITNESS.key.publicKey), vkey: WITNESS_VKEY },
    message: { text: TEXT, time: TIME, hex: hex(cosignedMessage(TEXT, TIME)) },
    accepted: ACCEPTED,
    absent: ABSENT.map(([what, note]) => ({ what, note })),
    refused: REFUSED.map(([what, note]) => ({ what, note })),
    vkeysRefused: VKEYS_REFUSED.map(([what, vkey]) => ({ what, vkey })),
  };
}
