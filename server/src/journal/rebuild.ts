import type { Entry } from "@mercusuar/proof";
import { publishedSize, readEntries } from "@mercusuar/proof/node";
import type { Reading } from "../platform/database.ts";
import type { Derive } from "./act.ts";
import { beginBeside, swapIn } from "./build-beside.ts";
import type { Keeper } from "./keeper.ts";
import { isSeen, type LookRow, rowsOfEntry } from "./look-row.ts";
import { type KnownHolders, namesIn, nameThem, nobodyWanted, noteNames, type Wanted } from "./name-holders.ts";
import { hasEnded, type Pruned } from "./pruning/pruned-looks.ts";
import { type LookTable, projectedFrom, writeLookRows } from "./store.ts";

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
  const { size, pruned } = await keeper.status();
  await untilPublished(options.dir, size);
  const known = options.whole ? new Set<number>() : await projectedFrom(db, options.from);
  const wanted = await wantedIn(options, { known, pruned });
  if (wanted.entries > 0) await nameThem(keeper, holders, wanted, options);
  if (!options.whole) return wanted.entries === 0 ? 0 : write(derive, options, wanted, { known, pruned }, "look_index");
  await beginBeside(derive);
  const written = await write(derive, options, wanted, { known, pruned }, "look_index_new");
  await swapIn(derive, wanted.upto, () => keeper.status());
  return written;
}

/** Entries that get no row: those that have one, and those that ended with their term, wherever the keeper is with them. */
interface PassedOver {
  known: ReadonlySet<number>;
  pruned: Pruned | undefined;
}

const isWanted = ({ known, pruned }: PassedOver, index: number, entry: Entry): boolean =>
  isSeen(entry) && !known.has(index) && !hasEnded(pruned, index, entry.typ);

async function write(derive: Derive, { dir, from }: RebuildOptions, wanted: Found, passed: PassedOver, into: LookTable): Promise<number> {
  const names = namesIn(wanted);
  let written = 0;
  let rows: LookRow[] = [];
  const put = async (): Promise<void> => {
    const batch = rows;
    rows = [];
    if (batch.length > 0) await derive((tx) => writeLookRows(tx, batch, into));
    written += batch.length;
  };
  for await (const { index, entry } of readEntries(dir, from, wanted.upto - from)) {
    if (!isWanted(passed, index, entry)) continue;
    rows.push(...rowsOfEntry(index, entry, names));
    if (rows.length >= PAGE) await put();
  }
  await put();
  return written;
}

const TRIES = 200;

/** Fulfils when the files hold what the keeper has signed: they are up to a second behind. */
export async function untilPublished(dir: string, size: number): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    if ((await publishedSize(dir)) >= size) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the journal's files lag behind the keeper: is its disk full?");
}

/** What of the journal is to be projected. */
interface Found extends Wanted {
  entries: number;
  upto: number;
}

async function wantedIn({ dir, from }: RebuildOptions, passed: PassedOver): Promise<Found> {
  const wanted: Found = { ...nobodyWanted(), entries: 0, upto: from };
  for await (const { index, entry } of readEntries(dir, from)) {
    wanted.upto = index + 1;
    if (!isWanted(passed, index, entry)) continue;
    wanted.entries++;
    noteNames(wanted, entry);
  }
  return wanted;
}
