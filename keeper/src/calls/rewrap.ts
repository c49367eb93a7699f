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
 *
 * INVARIANT: no oracle. A token is given to whoever shows another living token of the same value, and else under an import grant only; and
 * whoever shows other people's tokens beside guessed values is told nothing any more after a few guesses (`Guesses`).
 */
export function rewrap(works: Works, call: RewrapCall): Prepared {
  const { keys, list, grants } = works;
  const { holders, at, grant } = call;
  if (!Array.isArray(holders) || holders.length === 0 || holders.length > MAX_REWRAP_HOLDERS)
    throw new Refusal("too-large", `holders: 1 to ${MAX_REWRAP_HOLDERS}`);
  const when = works.clock.when(at);
  const fresh = new Map<string, Buffer>();
  const worked = holders.map((asked) => one(works, asked, fresh));
  const unknown = worked.flatMap(({ unknown }) => unknown);
  // Room for all values that are asked about: a refusal that hung on how many are unknown would tell that.
  const values = sum(worked, ({ values }) => values);
  const fault = grant === undefined || values === 0 ? undefined : grants.fault(grant, values, when);
  if (fault !== undefined) throw new Refusal("grant", fault);
  const granted = grant !== undefined && unknown.length > 0;
  const { silent, undo } = granted ? { silent: false, undo: grants.use(grant, unknown.length) } : works.guesses.note(unknown, when);
  const done = worked.map(({ tell }) => tell(granted ? "all" : silent ? "none" : "known"));
  // On disk before the entry: a wrap that the database never got is handed out again from there.
  list.keep([...fresh.values()]);
  const { epoch } = keys;
  return {
    entry: {
      typ: "key.rotate",
      out: "done",
      ...(at === undefined ? {} : { at }),
      body: bodyOf(works, done, granted ? { grant, granted: unknown.length } : unknown.length > 0 ? { unknown: unknown.length } : {}),
    },
    undo,
    answer: (idx, ts) => ({ ok: true, idx, ts, epoch, living: list.living, left: list.left, silent, holders: done }),
  };
}

function bodyOf({ keys, history, list }: Works, done: readonly Rewrapped[], more: object): NonNullable<Prepared["entry"]["body"]> {
  const { epoch } = keys;
  const brought = done.filter((result) => "wrap" in result);
  return {
    key: keysOfEpoch(epoch)[0],
    epoch,
    state: history.rotating ? "rewrap" : "mend",
    count: brought.length,
    tokens: sum(brought, ({ tokens }) => tokens.length),
    left: list.left,
    ...more,
  };
}

const sum = <One>(list: readonly One[], of: (one: One) => number): number => list.reduce((total, one) => total + of(one), 0);

/** What a holder came to: of how many values, the tokens that nobody showed, and the answer with all, those that are known, or none. */
interface Worked {
  values: number;
  unknown: string[];
  tell(what: "all" | "known" | "none"): Rewrapped;
}

const faulty = (id: string, fault: Extract<Rewrapped, { fault: string }>["fault"]): Worked => ({
  values: 0,
  unknown: [],
  tell: () => ({ id, fault }),
});

function one(works: Works, asked: Asked, fresh: Map<string, Buffer>): Worked {
  const { id, known = [] } = asked;
  if (asked.index.length > MAX_REWRAP_INDEX || known.length > MAX_REWRAP_INDEX * 4)
    throw new Refusal("too-large", `index: at most ${MAX_REWRAP_INDEX} values of one holder`);
  const given = Buffer.from(asked.wrap, "base64");
  if (epochOf(given) === undefined) return faulty(id, "bad-wrap");
  if (works.list.isErased(keyIdOf(given))) return faulty(id, "erased");
  const wrap = newest(works, asked, given, fresh);
  const holder = wrap === undefined ? undefined : openWrap(works.holders.kekOf, works.origin, asked, wrap);
  if (wrap === undefined || holder === undefined) return faulty(id, "bad-wrap");
  const all = tokensOf(works, holder, asked);
  if (all === undefined) return faulty(id, "bad-ciphertext");
  const shown = new Set(known);
  const isKnown = ({ token, was }: (typeof all)[number]): boolean => shown.has(token) || was.some((one) => shown.has(one));
  const told = { all, known: all.filter(isKnown), none: [] };
  const text = wrap.toString("base64");
  return {
    values: all.length,
    unknown: all.filter((one) => !isKnown(one)).map(({ token }) => token),
    tell: (what) => ({ id, wrap: text, tokens: told[what], withheld: all.length - told[what].length }),
  };
}

/** The holder's wrap under the newest KEK; undefined where no living key opens what was given and the key table does not know him. */
function newest(works: Works, asked: Asked, given: Buffer, fresh: Map<string, Buffer>): Buffer | undefined {
  const { keys, list, holders, history } = works;
  const keyId = keyIdOf(given);
  const name = keyId.toString("hex");
  if (epochOf(given) === keys.epoch) {
    // Made during the rotation; or of a key table that was put back from an older copy.
    if (!list.isThrough(keyId) && openWrap(holders.kekOf, works.origin, asked, given) !== undefined) fresh.set(name, given);
    return given;
  }
  const kept = fresh.get(name) ?? list.wrapOf(keyId);
  if (kept !== undefined) return kept;
  const made = rewrapped(holders.kekOf, keys.epoch, works.origin, asked, given, history.renewing);
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
