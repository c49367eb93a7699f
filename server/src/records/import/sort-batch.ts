import { RowError } from "../../platform/csv.ts";
import { newId } from "../../platform/ids.ts";
import type { House } from "../parts.ts";
import { keyTokenOf, macOf } from "./key-token.ts";
import type { ImportRow } from "./row.ts";
import { type KnownRow, knownRows } from "./row-store.ts";

/** What one import run keeps in mind for all its batches. */
export interface Run {
  house: House;
  importId: string;
  by: string;
  system: string;
  grant: string | undefined;
  dryRun: boolean;
  /** Keys of batches that are on their way: the next one must not take them for new. */
  underway: Set<string>;
  /** Field ids of the mapping, and the index kinds that hang on them. */
  mapped: string[];
  indexes: string[];
}

/** A row with what is remembered of it. */
export interface Known {
  row: ImportRow;
  /** Of a new customer. */
  id: string;
  keyToken: string;
  mac: string;
  known?: KnownRow | undefined;
}

/** A batch by what is to be done with its rows. */
export interface Sorted {
  fresh: Known[];
  changed: Known[];
  same: Known[];
  faults: RowError[];
}

/** Sorts a batch and takes its keys; `settled` lets them go. One batch after the other, so that of two rows with one key the first is taken. */
export async function sortBatch(run: Run, rows: ImportRow[]): Promise<Sorted> {
  const all = rows.map(
    (row): Known => ({ row, id: newId("cus"), keyToken: keyTokenOf(run.house, run.system, row.key), mac: contentMac(run, row) }),
  );
  const known = await knownRows(
    run.house.db,
    all.map(({ keyToken }) => keyToken),
  );
  const sorted: Sorted = { fresh: [], changed: [], same: [], faults: [] };
  for (const one of all) {
    one.known = known.get(one.keyToken);
    if (run.underway.has(one.keyToken) || one.known?.importId === run.importId) {
      sorted.faults.push(
        new RowError(one.row.line, "key", "the same key as an earlier row", "each key once; the first row with it was taken"),
      );
      continue;
    }
    run.underway.add(one.keyToken);
    if (one.known === undefined) sorted.fresh.push(one);
    else sorted[one.known.contentMac === one.mac ? "same" : "changed"].push(one);
  }
  return sorted;
}

/** The batch is kept: the database knows its keys now. After a dry run it never will. */
export function settled({ underway, dryRun }: Run, { fresh, changed, same }: Sorted): void {
  if (!dryRun) for (const { keyToken } of [...fresh, ...changed, ...same]) underway.delete(keyToken);
}

/** Counted up where more is made of a row than before, so that the same file brings it: 2, the zone and the index by address. */
const MADE_OF_IT = 2;

const contentMac = (run: Run, { key, values, officeId, provenance, lastContactOn }: ImportRow): string =>
  macOf(
    run.house,
    "content",
    JSON.stringify([MADE_OF_IT, key, values, officeId, provenance.channel, provenance.collectedOn ?? "", lastContactOn ?? ""]),
  );
