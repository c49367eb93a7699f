import { keyIdOf } from "../keys/holder-list.ts";
import { keysOfEpoch } from "../keys/key-ring.ts";
import { MAX_REWRAP_HOLDERS, MAX_REWRAP_INDEX, type RewrapCall, type Rewrapped } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { openField } from "../sealing/field.ts";
import { epochOf, type Holder, openWrap, rewrap as rewrapped } from "../sealing/holder.ts";
import { indexSpelling } from "../sealing/index-shape.ts";
import { indexTokens } from "../sealing/index-token.ts";
import type { Prepared, Works } from "../works.ts";

type Asked = RewrapCall["holders"][number];

/**
 * Brings holders under the newest keys. Values are opened for their tokens alone and never leave. A holder who has come before gets the
 * same wrap again, from the key table: so does whoever is found in an older database, for the living stand there and nobody else.
 */
export function rewrap(works: Works, call: RewrapCall): Prepared {
  const { keys, history, list } = works;
  const { holders, at } = call;
  if (!Array.isArray(holders) || holders.length === 0 || holders.length > MAX_REWRAP_HOLDERS)
    throw new Refusal("too-large", `holders: 1 to ${MAX_REWRAP_HOLDERS}`);
  works.clock.when(at);
  const fresh = new Map<string, Buffer>();
  const done = holders.map((asked) => one(works, asked, fresh));
  // On disk before the entry: a wrap that the database never got is handed out again from there.
  list.keep([...fresh.values()]);
  const tokens = done.reduce((sum, result) => sum + ("tokens" in result ? result.tokens.length : 0), 0);
  const { epoch } = keys;
  return {
    entry: {
      typ: "key.rotate",
      out: "done",
      ...(at === undefined ? {} : { at }),
      body: {
        key: keysOfEpoch(epoch)[0],
        epoch,
        state: history.rotating ? "rewrap" : "mend",
        count: done.filter((result) => "wrap" in result).length,
        tokens,
        left: list.left,
      },
    },
    answer: (idx, ts) => ({ ok: true, idx, ts, epoch, living: list.living, left: list.left, holders: done }),
  };
}

function one(works: Works, asked: Asked, fresh: Map<string, Buffer>): Rewrapped {
  const { id } = asked;
  if (asked.index.length > MAX_REWRAP_INDEX) throw new Refusal("too-large", `index: at most ${MAX_REWRAP_INDEX} values of one holder`);
  const given = Buffer.from(asked.wrap, "base64");
  if (epochOf(given) === undefined) return { id, fault: "bad-wrap" };
  if (works.list.isErased(keyIdOf(given))) return { id, fault: "erased" };
  const wrap = newest(works, asked, given, fresh);
  const holder = wrap === undefined ? undefined : openWrap(works.holders.kekOf, works.origin, asked, wrap);
  if (wrap === undefined || holder === undefined) return { id, fault: "bad-wrap" };
  const tokens = tokensOf(works, holder, asked);
  if (tokens === undefined) return { id, fault: "bad-ciphertext" };
  return { id, wrap: wrap.toString("base64"), tokens };
}

/** The holder's wrap under the newest KEK; undefined where no living key opens what was given and the key table does not know him. */
function newest(works: Works, asked: Asked, given: Buffer, fresh: Map<string, Buffer>): Buffer | undefined {
  const { keys, list, holders } = works;
  const keyId = keyIdOf(given);
  const name = keyId.toString("hex");
  const kept = fresh.get(name) ?? list.wrapOf(keyId);
  if (kept !== undefined) return kept;
  if (epochOf(given) === keys.epoch) {
    // Made during the rotation; or of a key table that was put back from an older copy.
    if (!list.isThrough(keyId) && openWrap(holders.kekOf, works.origin, asked, given) !== undefined) fresh.set(name, given);
    return given;
  }
  const made = rewrapped(holders.kekOf, keys.epoch, works.origin, asked, given);
  if (made !== undefined) fresh.set(name, made);
  return made;
}

/** Undefined where a ciphertext is not what it is said to be. */
function tokensOf(works: Works, holder: Holder, { fields, index }: Asked): Extract<Rewrapped, { wrap: string }>["tokens"] | undefined {
  const values = new Map<string, string>();
  for (const field of fields) {
    const value = openField(works.origin, holder, field);
    if (value === undefined) return undefined;
    values.set(field.id, value);
  }
  return index.flatMap(({ ix, of }) => {
    const value = indexSpelling(
      ix,
      of.map((id) => values.get(id) ?? ""),
    );
    if (value === undefined) return [];
    const [token = "", ...was] = indexTokens(works.keys, ix, value);
    return [{ ix, of, token, was }];
  });
}
