import type { Replayed } from "./people-replay.ts";

export type Columns = Record<string, unknown>;

/** A table whose rows the journal tells one by one. */
export interface PlainTable {
  table: string;
  /** Rows by id, with `idx` where the table has one, and `key` where the journal knows them by another name. */
  text: string;
  expected: ReadonlyMap<string, Replayed>;
  /** What the row must say; `undefined`: the journal does not tell. */
  columns(state: Replayed): Columns;
  /** Rows that entries of an older release brought without saying which. */
  old?: number;
}

export function plain<State extends Replayed>(
  table: string,
  select: string,
  expected: ReadonlyMap<string, State>,
  columns: (state: State) => Columns,
  where = "true",
): PlainTable {
  const text = `select * from (select ${select} from ${table} where ${where}) as rows where id > $1 order by id limit $2`;
  return { table, text, expected, columns: (state) => columns(state as State) };
}
