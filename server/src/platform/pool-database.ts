import pg from "pg";
import type { Database, Rows, Statement, Writing } from "./database.ts";

/** OIDs whose text form we keep or read otherwise than `pg` does: bigint as number, date as text. */
const INT8 = 20;
const INT8_LIST = 1016;
const DATE = 1082;
const DATE_LIST = 1182;
const TEXT_LIST = 1009;

const textList = (pg.types.getTypeParser as (oid: number) => (value: string) => string[])(TEXT_LIST);

const PARSERS = new Map<number, (value: string) => unknown>([
  [INT8, Number],
  [INT8_LIST, (value) => textList(value).map(Number)],
  [DATE, (value) => value],
  [DATE_LIST, textList],
]);

/** Types as `database.ts` promises them, for the pool of either engine. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format ?? "text")) as pg.CustomTypesConfig["getTypeParser"],
};

/** A pool of `pg` as the chapters see it. `stop` ends what lies behind the pool. */
export function poolDatabase(engine: Database["engine"], pool: pg.Pool, stop: () => Promise<void> = async () => {}): Database {
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  return {
    engine,
    query: (statement, values) => runAlone(pool, statement, values),
    transaction: (work) => whereFree(() => inTransaction(pool, work)),
    async close() {
      await pool.end();
      await stop();
    },
  };
}

/** `pool.query` would throw the connection away, with all its prepared statements, after each failed statement. */
async function runAlone<Row>(pool: pg.Pool, statement: Statement | string, values?: unknown[]): Promise<Rows<Row>> {
  const connection = await pool.connect();
  try {
    return await run(connection, statement, values);
  } finally {
    connection.release();
  }
}

async function run<Row>(on: pg.PoolClient, statement: Statement | string, values?: unknown[]): Promise<Rows<Row>> {
  const asked =
    typeof statement === "string" ? { text: statement, values: values ?? [] } : { ...statement, values: statement.values ?? [] };
  const simple = asked.values.length === 0 && !("name" in asked && asked.name);
  const { rows, rowCount } = simple ? await on.query(asked.text) : await on.query(asked);
  return { rows: (rows ?? []) as Row[], rowCount: rowCount ?? 0 };
}

/** PostgreSQL's code for a transaction that it gave up so that another may go on: nothing of it was kept. */
const DEADLOCK = "40P01";
const TRIES = 4;

async function whereFree<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK || tries === TRIES) throw error;
    }
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Writing) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query("begin");
    const done = await work({ writing: true, query: (statement, values) => run(connection, statement, values) });
    await connection.query("commit");
    return done;
  } catch (error) {
    broken = await rollBack(connection);
    throw error;
  } finally {
    connection.release(broken);
  }
}

/** After a failed statement everything on this connection fails until it is rolled back; a connection that cannot be is thrown away. */
async function rollBack(connection: pg.PoolClient): Promise<Error | undefined> {
  try {
    await connection.query("rollback");
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
