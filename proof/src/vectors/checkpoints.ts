/** `vectors/checkpoints.json`: signed checkpoints that hold under a known test key, and some that must not be believed. */
import { base64, concat, fromLatin1, hex, utf8 } from "../bytes.ts";
import { checkpointText } from "../checkpoint.ts";
import { type Hash, leafHash } from "../hash.ts";
import { signedNote } from "../note.ts";
import { MOST, rootAt, spelt } from "./leaves.ts";
import { LOG, ORIGIN, STRANGER, VKEY } from "./sign.ts";

const SIZE = 100;
const OTHER = "example.org/mercusuar/another";

const textOf = (size: number, root: Hash, origin = ORIGIN): string => checkpointText({ origin, size, root });
/** The text under the log's key, whatever it says. */
const noteOf = (text: string, name = ORIGIN, key = LOG): string => signedNote(text, name, LOG.publicKey, key.sign(text));
const strangersLine = (text: string): string =>
  signedNote(text, "example.org/stranger", STRANGER.publicKey, STRANGER.sign(text)).slice(text.length + 1);

const TEXT = textOf(SIZE, rootAt(SIZE));
const NOTE = noteOf(TEXT);
const ROOT = base64(fromLatin1(rootAt(SIZE)));
const EXTENDED = `${TEXT}an extension line\n`;

/** The signature line of the sound note with other bytes (key id, then signature) in it. */
function resigned(change: (bytes: Uint8Array) => Uint8Array): string {
  const [, spelling = ""] = /^— \S+ (\S+)$/m.exec(NOTE) ?? [];
  const bytes = fromLatin1(atob(spelling));
  return NOTE.replace(spelling, base64(change(bytes)));
}
const bitAt =
  (at: number) =>
  (bytes: Uint8Array): Uint8Array =>
    bytes.with(at, (bytes[at] ?? 0) ^ 1);

interface Accepted {
  what: string;
  size: number;
  root: Hash;
  note: string;
}

const ACCEPTED: readonly Accepted[] = [
  ...[0, 1, SIZE, MOST].map((size) => ({
    what: `the tree of ${size}`,
    size,
    root: rootAt(size),
    note: noteOf(textOf(size, rootAt(size))),
  })),
  {
    what: "the largest size",
    size: Number.MAX_SAFE_INTEGER,
    root: leafHash(utf8("x")),
    note: noteOf(textOf(Number.MAX_SAFE_INTEGER, leafHash(utf8("x")))),
  },
  { what: "an extension line, signed too", size: SIZE, root: rootAt(SIZE), note: noteOf(EXTENDED) },
  { what: "a stranger's signature behind the log's", size: SIZE, root: rootAt(SIZE), note: NOTE + strangersLine(TEXT) },
  {
    what: "a stranger's signature before the log's",
    size: SIZE,
    root: rootAt(SIZE),
    note: `${TEXT}\n${strangersLine(TEXT)}${NOTE.slice(TEXT.length + 1)}`,
  },
];

/** Reason, then what was done; the note; the verifier key where it is not the log's. */
type Refused = readonly [reason: string, what: string, note: string, vkey?: string];

/** The signature does not fit what is read. */
const EDITED: readonly Refused[] = [
  ["signature", "edited root", NOTE.replace(ROOT, base64(fromLatin1(rootAt(MOST))))],
  ["signature", "edited size", NOTE.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)],
  ["signature", "edited origin", NOTE.replace(ORIGIN, OTHER)],
  ["signature", "edited extension line", noteOf(EXTENDED).replace("an extension", "no extension")],
  ["signature", "an extension line put in", NOTE.replace(TEXT, EXTENDED)],
  ["signature", "one bit of the signature changed", resigned(bitAt(4))],
  ["signature", "the signature is cut by a byte", resigned((bytes) => bytes.slice(0, -1))],
  ["signature", "the signature has a byte more", resigned((bytes) => concat(bytes, Uint8Array.of(0)))],
  ["signature", "another key signed under the log's name and key id", noteOf(TEXT, ORIGIN, STRANGER)],
  ["signature", "the text was signed without its last newline", signedNote(TEXT, ORIGIN, LOG.publicKey, LOG.sign(TEXT.slice(0, -1)))],
  ["no signature of this key", "wrong key id", resigned(bitAt(0))],
  ["no signature of this key", "only a stranger's", `${TEXT}\n${strangersLine(TEXT)}`],
  ["no signature of this key", "the key's name is another", NOTE.replace(`— ${ORIGIN}`, `— ${OTHER}`)],
];

/** Well signed by the log, but not what was asked for. */
const SIGNED: readonly Refused[] = [
  ["origin", "another log's checkpoint, signed by the same key", noteOf(textOf(SIZE, rootAt(SIZE), OTHER))],
  ["checkpoint", "a size with a leading zero", noteOf(TEXT.replace("\n100\n", "\n0100\n"))],
  ["checkpoint", "a size with a sign", noteOf(TEXT.replace("\n100\n", "\n+100\n"))],
  ["checkpoint", "a size below zero", noteOf(TEXT.replace("\n100\n", "\n-1\n"))],
  ["checkpoint", "a size in hex", noteOf(TEXT.replace("\n100\n", "\n0x64\n"))],
  ["checkpoint", "a size of 20 digits", noteOf(TEXT.replace("\n100\n", "\n18446744073709551616\n"))],
  ["checkpoint", "no size", noteOf(TEXT.replace("\n100\n", "\n"))],
  ["checkpoint", "a root of 31 bytes", noteOf(TEXT.replace(ROOT, base64(new Uint8Array(31))))],
  ["checkpoint", "a root without its padding", noteOf(TEXT.replace("=", ""))],
  ["checkpoint", "a root in hex", noteOf(TEXT.replace(ROOT, spelt(rootAt(SIZE))))],
  ["checkpoint", "an empty origin", noteOf(TEXT.replace(ORIGIN, ""))],
];

const MISFIT = VKEY.replace(/\+[0-9a-f]{8}\+/, "+00000000+");

/** Not the form of C2SP signed-note, or no verifier key. */
const MALFORMED: readonly Refused[] = [
  ["note", "missing newline at the end", NOTE.slice(0, -1)],
  ["note", "missing empty line before the signatures", NOTE.replace("\n\n", "\n")],
  ["note", "no signature", `${TEXT}\n`],
  ["note", "the text alone", TEXT],
  ["note", "hyphen instead of em dash", NOTE.replace("— ", "- ")],
  ["note", "newlines of Windows", NOTE.replaceAll("\n", "\r\n")],
  ["note", "a line that is no signature behind it", `${NOTE}nothing\n`],
  ["note", "a signature that is not base64", NOTE.replace(/ \S+\n$/, " !!!!\n")],
  ["note", "nothing", ""],
  ["verifier key", "its key id does not fit its name and key", NOTE, MISFIT],
  ["verifier key", "of another log", NOTE, VKEY.replace(ORIGIN, OTHER)],
];

/** The file, as a value. */
export function checkpointVectors(): object {
  return {
    key: { origin: ORIGIN, seed: hex(LOG.seed), publicKey: hex(LOG.publicKey), vkey: VKEY },
    accepted: ACCEPTED.map(({ what, size, root, note }) => ({ what, size, root: spelt(root), note })),
    refused: [...EDITED, ...SIGNED, ...MALFORMED].map(([reason, what, note, vkey]) => ({ reason, what, note, vkey })),
  };
}
