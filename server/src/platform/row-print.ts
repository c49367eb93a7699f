import { createHash } from "node:crypto";

/**
 * Fingerprint of a row that a journal entry brought among others: 12 letters that say which row, 20 that say what was in it. The entry of a
 * batch carries one for each of its rows, so that a table changed behind the program's back is found row by row.
 * INVARIANT: it covers what never changes lawfully. Ids are drawn at random, so that nobody finds them from a fingerprint.
 */
export function rowPrint(table: string, id: string, columns: ReadonlyArray<string | number | boolean | Date | null | undefined>): string {
  return rowKeyPrint(table, id) + digest(JSON.stringify([table, id, ...columns.map((value) => value ?? null)]), 20);
}

/** The part of a fingerprint that says which row it is of. */
export const rowKeyPrint = (table: string, id: string): string => digest(JSON.stringify([table, id]), KEY);

const KEY = 12;
const digest = (text: string, letters: number): string => createHash("sha256").update(text).digest("base64url").slice(0, letters);

/** A fingerprint apart: which row, and what was in it. */
export const partsOfPrint = (print: string): { key: string; content: string } => ({ key: print.slice(0, KEY), content: print.slice(KEY) });

/** Most fingerprints of one entry: the schema of entries takes no longer lists. */
export const MOST_PRINTS = 500;
