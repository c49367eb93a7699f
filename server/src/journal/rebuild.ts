import type { PseudonymsCall } from "@mercusuar/keeper";
import type { Entry } from "@mercusuar/proof";
import { publishedSize, readEntries } from "@mercusuar/proof/node";
import type { Reading } from "../platform/database.ts";
import type { Derive } from "./act.ts";
import { beginBeside, swapIn } from "./build-beside.ts";
import type { Keeper } from "./keeper.ts";
import { type LookRow, rowsOfEntry, SEEN_KINDS } from "./look-row.ts";
import { type LookTable, projectedFrom, writeLookRows } from "./store.ts";

/** A holder whose pseudonyms may stand in the journal; of a customer also the cases. */
export interface KnownHolder {
  kind: "customer" | "person";
  id: string;
  wrap?: string;
  cases?: string[];
}

/** All holders, page by page; filled in by product.ts from people, records and access. */
export type KnownHolders = () => AsyncIterable<KnownHolder[]>;

export interface RebuildOptions {
  dir: string;
  /** First index. */
  from: number;
  /** Every row anew, in the place of those that are there; else only entries without a row are projected. */
  whole: boolean;
  /** Who asks, for the entry. */
  by: string;
  onProgress?: (done: number, of: number) => void;
}

const PAGE = 500;

/** Makes the projection anew from the journal's entries, or, without `whole`, the rows that are missing. Gives how many were written. */
export async function rebuild(
  db: Reading,
  keeper: Keeper,
  derive: Derive,
  holders: KnownHolders,
  options: RebuildOptions,
): Promise<number> {
  await untilPublished(options.dir, (await keeper.status()).size);
  const known = options.whole ? new Set<number>() : await projectedFrom(db, options.from);
  const wanted = await wantedIn(options, known);
  if (wanted.entries > 0) await nameThem(keeper, holders, wanted, options);
  if (!options.whole) return wanted.entries === 0 ? 0 : write(derive, options, wanted, known, "look_index");
  await beginBeside(derive);
  const written = await write(derive, options, wanted, known, "look_index_new");
  await swapIn(derive, wanted.upto, async () => (await keeper.status()).size);
  return written;
}

async function write(derive: Derive, { dir, from }: RebuildOptions, wanted: Wanted, known: Set<number>, into: LookTable): Promise<number> {
  const { people, subs, tags } = wanted;
  const names = {
    person: (act: string) => people.get(act),
    customer: (sub: string) => subs.get(sub),
    case: (tag: string) => tags.get(tag),
  };
  let written = 0;
  let rows: LookRow[] = [];
  const put = async (): Promise<void> => {
    const batch = rows;
    rows = [];
    if (batch.length > 0) await derive((tx) => writeLookRows(tx, batch, into));
    written += batch.length;
  };
  for await (const { index, entry } of readEntries(dir, from, wanted.upto - from)) {
    if (!SEEN_KINDS.has(entry.typ) || known.has(index)) continue;
    rows.push(...rowsOfEntry(index, entry, names));
    if (rows.length >= PAGE) await put();
  }
  await put();
  return written;
}

const TRIES = 200;

/** The files are up to a second behind what the keeper has signed. */
async function untilPublished(dir: string, size: number): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    if ((await publishedSize(dir)) >= size) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the journal's files lag behind the keeper: is its disk full?");
}

/** Pseudonyms that occur, to be filled with the ids behind them: memory follows what was looked at, not who is held. */
interface Wanted {
  people: Map<string, string | undefined>;
  subs: Map<string, string | undefined>;
  tags: Map<string, string | undefined>;
  years: Set<string>;
  quarters: Set<string>;
  entries: number;
  upto: number;
}

async function wantedIn({ dir, from }: RebuildOptions, known: Set<number>): Promise<Wanted> {
  const wanted: Wanted = {
    people: new Map(),
    subs: new Map(),
    tags: new Map(),
    years: new Set(),
    quarters: new Set(),
    entries: 0,
    upto: from,
  };
  for await (const { index, entry } of readEntries(dir, from)) {
    wanted.upto = index + 1;
    if (!SEEN_KINDS.has(entry.typ) || known.has(index)) continue;
    wanted.entries++;
    note(wanted, entry);
  }
  return wanted;
}

function note(wanted: Wanted, { act, sub, subs = [], ctag, ts, at }: Entry): void {
  if (act) wanted.people.set(act, undefined);
  if (sub) wanted.subs.set(sub, undefined);
  for (const one of subs) wanted.subs.set(one, undefined);
  if (ctag) wanted.tags.set(ctag, undefined);
  for (const time of at ? [ts, at] : [ts]) {
    const year = time.slice(0, 4);
    wanted.years.add(year);
    wanted.quarters.add(`${year}Q${Math.ceil(Number(time.slice(5, 7)) / 3)}`);
  }
}

async function nameThem(keeper: Keeper, holders: KnownHolders, wanted: Wanted, { by, onProgress }: RebuildOptions): Promise<void> {
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
    if (![...wanted.people, ...wanted.subs, ...wanted.tags].some(([, id]) => id === undefined)) return;
  }
}

async function namePage(keeper: Keeper, wanted: Wanted, kind: "customer" | "person", holders: KnownHolder[], by: string): Promise<number> {
  const periods = [...(kind === "customer" ? wanted.quarters : wanted.years)];
  const result = await keeper.pseudonyms({ act: by, periods, holders: holders as PseudonymsCall["holders"] });
  if (!result.ok) throw new Error(`the keeper refused pseudonyms (${result.code}): the projection was not rebuilt`);
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
