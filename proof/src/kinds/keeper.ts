import type { Kinds } from "./kind.ts";

/** Kinds that only the keeper writes; `append` takes look, listing, search, match and use as refusals alone. */
export const keeperKinds = {
  start: {
    body: {
      origin: "string",
      code: "string",
      node: "string",
      "simulated?": "bool",
      "created?": "bool",
      "durability?": "string",
      "assurance?": "int",
      "cut?": "int",
      "rebuilt?": "int",
      "lost?": "string",
    },
  },
  stop: { body: { "why?": "string", "opened?": "int", "kept?": "int" } },
  /** `opened`: values that came out of their ciphertext since the start; `kept`: those of them that went nowhere. */
  heartbeat: { body: { "free?": "int", "opened?": "int", "kept?": "int" } },
  "key.create": { body: { key: "string", fp: "string" } },
  /**
   * `state`: begin, rewrap (a batch of holders came under the new keys), mend (the same outside a rotation: an older database), end.
   * `renew`: every holder gets a new DEK as well. Of the log key (`log-2`): `pub` is the new one's public half in hex, `until` when the
   * old one has signed beside it for long enough.
   */
  "key.rotate": {
    body: {
      key: "string",
      "fp?": "string",
      "epoch?": "int",
      "state?": "string",
      "count?": "int",
      "tokens?": "int",
      "left?": "int",
      "solo?": "bool",
      "renew?": "bool",
      "grant?": "string",
      "granted?": "int",
      "unknown?": "int",
      "pub?": "string",
      "until?": "string",
    },
  },
  /** `key`: the name of a key of the house, or a destroyed customer's key id, 16 hex digits. */
  "key.erase": { body: { "key?": "string", "epoch?": "int", "why?": "string", "approval?": "string" } },
  "import-grant": { body: { id: "string", max: "int", until: "string", source: "string", "solo?": "bool" } },
  seal: { body: { holders: "int", new: "int", fields: "int", tokens: "int", "source?": "string", "grant?": "string" } },
  look: { body: { "own?": "bool" } },
  listing: { body: { "rows?": "int", "own?": "bool", "opened?": "int" } },
  search: { body: { "ix?": "strings", "count?": "int" } },
  match: { body: { "left?": "int" } },
  use: { body: { "connector?": "string", "result?": "string", "own?": "bool" } },
  pseudonyms: { body: { holders: "int", periods: "strings" } },
  /** Entries before `upto` whose term was over at `before` are gone but for their hashes, `count` of them: which ones, `set` tells (pruned.ts). */
  prune: { body: { upto: "int", before: "string", count: "int", set: "string", "approval?": "string", "solo?": "bool" } },
  /** `until`, `why`: of a log that was left damaged: entries from `size` to there were signed and are gone. */
  "checkpoint.link": { body: { origin: "string", size: "int", root: "string", "note?": "strings", "until?": "int", "why?": "string" } },
  /** In the place of an entry that was signed and is gone. */
  lost: { body: {} },
} as const satisfies Kinds;
