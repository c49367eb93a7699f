/** A log of 700 entries pruned up to 256, as it should be and as it should not: one table for every opinion. */
import { utf8 } from "../bytes.ts";
import { checkpointText } from "../checkpoint.ts";
import type { Entry } from "../entry.ts";
import { leafHash } from "../hash.ts";
import { canonical } from "../jcs.ts";
import { signedNote } from "../note.ts";
import { type EntryLeft, isWhole, kindOf, leftBytes, PRUNED_KINDS, PrunedEntry, Pruning, prunedPath } from "../pruned.ts";
import { bundlePath, TILE_WIDTH } from "../tiles.ts";
import { published } from "./publish.ts";
import { LOG, ORIGIN, VKEY } from "./sign.ts";

export const PRUNED_NOW = new Date("2026-06-01T00:00:00.000Z");
/** Looks before it have ended. */
export const UPTO = 256;
const SIZE = 700;
/** Entry that says what was pruned. */
const SAID = 650;

type Files = Map<string, Uint8Array>;

function entryAt(index: number, more: Partial<Entry> = {}): Uint8Array {
  // Without the looks that ended more than an hour of silence lies between entries: of that nothing can be told any more.
  const old = Math.max(0, UPTO - index) * 600;
  const ts = new Date(PRUNED_NOW.getTime() - (SIZE - Math.max(index, UPTO) + old) * 1000).toISOString();
  const iid = `01a200a0-dee4-7d14-88a0-${String(index).padStart(12, "0")}`;
  const [typ, body] = index % 8 === 0 ? ["clock", { change: "set" }] : ["look", undefined];
  const start = { typ: "start", body: { origin: ORIGIN, code: "c", node: "v20" } };
  return utf8(canonical({ v: 1, typ, ts, iid, ...(body ? { body } : {}), ...(index === 0 ? start : {}), ...more } as never));
}

const before = Array.from({ length: SIZE }, (_, index) => entryAt(index));
const pruning = new Pruning();
for (const [index, entry] of before.entries()) pruning.see(index, kindOf(entry));
const body = { upto: UPTO, before: "2026-05-01T00:00:00.000Z", count: pruning.dueBefore(UPTO), set: pruning.setBefore(UPTO) };
/** The log with an entry that says what ended. */
const said = before.with(SAID, entryAt(SAID, { typ: "prune", body }));
/** The same, and none says so. */
const unsaid = before;

const hashOf = (entry: EntryLeft): EntryLeft => (isWhole(entry) ? new PrunedEntry(leafHash(entry)) : entry);
const ends = (entry: EntryLeft): boolean => isWhole(entry) && PRUNED_KINDS.has(kindOf(entry));

/** Files of the log; `left` says of each entry whether its bytes are there. */
function filesOf(entries: readonly Uint8Array[], left: (entry: Uint8Array, index: number) => EntryLeft): Files {
  const { files, root } = published(entries);
  const text = checkpointText({ origin: ORIGIN, size: SIZE, root });
  files.set("checkpoint", utf8(signedNote(text, ORIGIN, LOG.publicKey, LOG.sign(text))));
  files.set("vkey", utf8(`${VKEY}\n`));
  for (let first = 0; first + TILE_WIDTH <= SIZE; first += TILE_WIDTH) {
    const bundle = entries.slice(first, first + TILE_WIDTH).map((entry, place) => left(entry, first + place));
    if (bundle.every(isWhole)) continue;
    files.delete(bundlePath(first / TILE_WIDTH));
    files.set(prunedPath(first / TILE_WIDTH), leftBytes(bundle));
  }
  return files;
}

const ended = (entry: Uint8Array, index: number): EntryLeft => (index < UPTO && ends(entry) ? hashOf(entry) : entry);
const of = (change: (files: Files) => void): Files => {
  const files = filesOf(said, ended);
  change(files);
  return files;
};
const FIRST = prunedPath(0);

/** The checkpoint before anything was said to have ended: of whoever began to read then. */
export const BEFORE_PRUNING: Uint8Array = (() => {
  const text = checkpointText({ origin: ORIGIN, size: 2 * TILE_WIDTH, root: published(before.slice(0, 2 * TILE_WIDTH)).root });
  return utf8(signedNote(text, ORIGIN, LOG.publicKey, LOG.sign(text)));
})();

/** What is whole. */
export const WHOLE_PRUNED: ReadonlyArray<readonly [what: string, files: Files, gone: number]> = [
  ["pruned as an entry of it says", filesOf(said, ended), body.count],
  ["of which some of what has ended is still there", filesOf(said, (entry, index) => (index < 100 ? ended(entry, index) : entry)), 87],
  ["of which nothing has gone yet", filesOf(said, (entry) => entry), 0],
];

/** The log with another entry that says so. */
const saidOtherwise = (more: object): Files =>
  filesOf(before.with(SAID, entryAt(SAID, { typ: "prune", body: { ...body, ...more } })), ended);

/** What is not, and where our verifier says that it is amiss. */
export const BADLY_PRUNED: ReadonlyArray<readonly [what: string, files: Files, fault: { code: string; index?: number }]> = [
  ["no entry says that anything ended", filesOf(unsaid, ended), { code: "E_MISSING", index: 1 }],
  ["an entry prunes what lies behind itself", saidOtherwise({ upto: 256 * 1024 }), { code: "E_MISSING", index: SAID }],
  ["an entry prunes half a bundle", saidOtherwise({ upto: 250 }), { code: "E_MISSING", index: SAID }],
  ["an entry prunes up to where no list of bits can be held", saidOtherwise({ upto: 2 ** 52 }), { code: "E_MISSING", index: SAID }],
  [
    "a later entry takes back what an earlier one pruned",
    filesOf(said.with(660, entryAt(660, { typ: "prune", body: { ...body, upto: 0, set: "0".repeat(64) } })), ended),
    { code: "E_MISSING", index: 660 },
  ],
  [
    "a look behind the end of the term is gone",
    filesOf(said, (entry, index) => (index === 300 ? hashOf(entry) : ended(entry, index))),
    { code: "E_MISSING", index: 300 },
  ],
  [
    "an entry of a kind that stays is gone",
    filesOf(said, (entry, index) => (index === 8 ? hashOf(entry) : ended(entry, index))),
    { code: "E_MISSING", index: 1 },
  ],
  ["the hash of a pruned entry was changed", of((files) => void flip(files, FIRST, -1)), { code: "E_ROOT", index: 255 }],
  ["an entry that stayed was changed", of((files) => void flip(files, FIRST, -7 * 34 - 5)), { code: "E_ROOT", index: 248 }],
  ["what is left of a bundle is gone", of((files) => void files.delete(FIRST)), { code: "E_MISSING", index: 0 }],
  [
    "what is left of a bundle is cut short",
    of((files) => void files.set(FIRST, (files.get(FIRST) as Uint8Array).slice(0, -1))),
    { code: "E_BUNDLE", index: 0 },
  ],
];

function flip(files: Files, path: string, at: number): void {
  const bytes = (files.get(path) as Uint8Array).slice();
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  files.set(path, bytes);
}
