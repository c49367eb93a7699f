/** What the chapters see of a database: the same on PGlite and PostgreSQL. Parameters are $1, $2 …; `timestamptz` comes as Date, `date` as `YYYY-MM-DD` text, bigint as number. */

export interface Rows<Row> {
  rows: Row[];
  rowCount: number;
}

export interface Statement {
  /** Named: prepared once a connection. For the hot path. */ name?: string;
  text: string;
  values?: unknown[];
}

/** Reads only; a chapter's store takes this for its questions. */
export interface Reading {
  query<Row = Record<string, unknown>>(statement: Statement | string, values?: unknown[]): Promise<Rows<Row>>;
}

/** A transaction that may write. Only `act` (journal) and `derive` hand one out. */
export interface Writing extends Reading {
  readonly writing: true;
}

export interface Database extends Reading {
  readonly engine: "pglite" | "postgres";
  /** For migrations, journal's `act` and derived tables (projection, counters, roll-ups) only. Commits when the promise fulfils, else rolls back; done anew where PostgreSQL gave it up to end a deadlock. */
  transaction<T>(work: (tx: Writing) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
