import type { PseudonymsCall } from "@mercusuar/keeper";
import type { Entry } from "@mercusuar/proof";
import type { Keeper } from "./keeper.ts";
import type { Names } from "./look-row.ts";

/** A holder whose pseudonyms may stand in the journal; of a customer also the cases. */
export interface KnownHolder {
  kind: "customer" | "person";
  id: string;
  wrap?: string;
  cases?: string[];
}

/** All holders, page by page; filled in by product.ts from people, records and access. */
export type KnownHolders = () => AsyncIterable<KnownHolder[]>;

const PAGE = 500;

/** Pseudonyms that occur, to be filled with the ids behind them: memory follows what was looked at, not who is held. */
export interface Wanted {
  people: Map<string, string | undefined>;
  subs: Map<string, string | undefined>;
  tags: Map<string, string | undefined>;
  years: Set<string>;
  quarters: Set<string>;
}

/** Nobody to be named yet: the beginning of a reading. */
export const nobodyWanted = (): Wanted => ({ people: new Map(), subs: new Map(), tags: new Map(), years: new Set(), quarters: new Set() });

/** The pseudonyms of an entry; names that are known stay known. */
export function noteNames(wanted: Wanted, { act, psn, sub, subs = [], ctag, ts, at }: Entry): void {
  want(wanted.people, act);
  want(wanted.people, psn);
  want(wanted.subs, sub);
  for (const one of subs) want(wanted.subs, one);
  want(wanted.tags, ctag);
  for (const time of at ? [ts, at] : [ts]) {
    const year = time.slice(0, 4);
    wanted.years.add(year);
    wanted.quarters.add(`${year}Q${Math.ceil(Number(time.slice(5, 7)) / 3)}`);
  }
}

function want(names: Map<string, string | undefined>, pseudonym: string | undefined): void {
  if (pseudonym !== undefined && !names.has(pseudonym)) names.set(pseudonym, undefined);
}

function allKnown({ people, subs, tags }: Wanted): boolean {
  // Asked after each page of holders: the first who is missing ends it, and nothing is copied.
  for (const names of [people, subs, tags]) for (const id of names.values()) if (id === undefined) return false;
  return true;
}

export interface NameAsk {
  /** Who asks, for the entry. */
  by: string;
  onProgress?: (done: number, of: number) => void;
}

/** Asks the keeper, who writes down that he was asked, who is behind the pseudonyms. Whoever was erased stays unnamed. */
export async function nameThem(keeper: Keeper, holders: KnownHolders, wanted: Wanted, { by, onProgress }: NameAsk): Promise<void> {
  if (allKnown(wanted)) return;
  const total = wanted.people.size + wanted.subs.size;
  let found = 0;
  for await (const page of holders()) {
    for (let at = 0; at < page.length; at += PAGE) {
      const part = page.slice(at, at + PAGE);
      for (const kind of ["customer", "person"] as const) {
        const some = part.filter((holder) => holder.kind === kind);
        if (some.length > 0) found += await namePage(keeper, wanted, kind, some, by);
      }
      onProgress?.(found, total);
    }
    // Nobody is asked about once everybody is known: each question is an entry of its own.
    if (allKnown(wanted)) return;
  }
}

/** Who is behind a pseudonym, as far as it was found out. */
export const namesIn = ({ people, subs, tags }: Wanted): Names => ({
  person: (act) => people.get(act),
  customer: (sub) => subs.get(sub),
  case: (tag) => tags.get(tag),
});

async function namePage(keeper: Keeper, wanted: Wanted, kind: "customer" | "person", holders: KnownHolder[], by: string): Promise<number> {
  const periods = [...(kind === "customer" ? wanted.quarters : wanted.years)];
  const result = await keeper.pseudonyms({ act: by, periods, holders: holders as PseudonymsCall["holders"] });
  if (!result.ok) throw new Error(`the keeper refused pseudonyms (${result.code}): nobody was named`);
  const known = kind === "customer" ? wanted.subs : wanted.people;
  let found = 0;
  for (const { id, subs, ctags } of result.holders) {
    for (const sub of Object.values(subs)) {
      if (!known.has(sub)) continue;
      known.set(sub, id);
      found++;
    }
    for (const [caseId, tag] of Object.entries(ctags)) if (wanted.tags.has(tag)) wanted.tags.set(tag, caseId);
  }
  return found;
}
