/** `vectors/pruned.json`: what is left of bundles whose entries were pruned, and which entries a `prune` entry says to be gone. */
import { concat, fromLatin1, hex, utf8 } from "../bytes.ts";
import { leafHash } from "../hash.ts";
import { type EntryLeft, isWhole, leftBytes, PRUNED_KINDS, PrunedEntry, Pruning, prunedPath } from "../pruned.ts";

const entryOf = (kind: string): Uint8Array => utf8(`{"typ":"${kind}","v":1}`);
const goneOf = (kind: string): EntryLeft => new PrunedEntry(leafHash(entryOf(kind)));
const LEFT: readonly (readonly EntryLeft[])[] = [
  [entryOf("consent")],
  [goneOf("look")],
  [entryOf("consent"), goneOf("look"), goneOf("heartbeat"), entryOf("seal"), goneOf("trail")],
  [goneOf("search"), utf8("x".repeat(256)), goneOf("match")],
];
const good = leftBytes(LEFT[2] as EntryLeft[]);
const REFUSED: readonly [what: string, bytes: Uint8Array][] = [
  ["cut in a hash", good.slice(0, -1)],
  ["cut in a length", concat(good, Uint8Array.of(0))],
  ["a length beyond the end", concat(good, Uint8Array.of(1, 0, 48))],
  ["an empty entry and no hash behind it", concat(good, new Uint8Array(2))],
  ["a hash of 31 bytes", concat(new Uint8Array(2), new Uint8Array(31))],
];

/** By rule and not by chance: kinds of 512 entries. */
const RULES: readonly [rule: string, kindOf: (index: number) => string][] = [
  ["all looks", () => "look"],
  ["no looks", () => "consent"],
  ["every eighth is a seal, all others are looks", (index) => (index % 8 === 0 ? "seal" : "look")],
  ["looks up to 300", (index) => (index < 300 ? "look" : "consent")],
];

function setOf(kindOf: (index: number) => string, upto: number): string {
  const pruning = new Pruning();
  for (let index = 0; index < 512; index++) pruning.see(index, kindOf(index));
  return pruning.setBefore(upto);
}

/** The file, as a value. */
export function prunedVectors(): object {
  return {
    kinds: [...PRUNED_KINDS],
    paths: [0, 999, 1000, 1_234_067].map((index) => ({ index, path: prunedPath(index) })),
    left: LEFT.map((entries) => ({
      hex: hex(leftBytes(entries)),
      entries: entries.map((entry) => (isWhole(entry) ? { entry: hex(entry) } : { leaf: hex(fromLatin1(entry.leaf)) })),
    })),
    refused: REFUSED.map(([what, bytes]) => ({ what, hex: hex(bytes) })),
    sets: RULES.flatMap(([rule, kindOf]) =>
      [256, 512].map((upto) => ({
        rule,
        upto,
        gone: Array.from({ length: upto }, (_, index) => (kindOf(index) === "look" ? 1 : 0)).join(""),
        set: setOf(kindOf, upto),
      })),
    ),
  };
}
