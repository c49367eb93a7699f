import { join } from "node:path";
import { type Journal, type KnownHolder, makeJournal, type RunningKeeper, startKeeper } from "../../server/src/journal/index.ts";
import type { Clock } from "../../server/src/platform/clock.ts";
import { realClock } from "../../server/src/platform/clocks.ts";
import type { Database } from "../../server/src/platform/database.ts";
import { newId } from "../../server/src/platform/ids.ts";
import { migrate } from "../../server/src/platform/migrate.ts";
import { openDatabase } from "../../server/src/platform/open-database.ts";
import { MIGRATIONS } from "../../server/src/product.ts";
import { type Field, makeRecords, type Records } from "../../server/src/records/index.ts";
import { type Engine, engines, type OpenEngine } from "../harness/engines.ts";

/** Journal and records over a real keeper and a real database: what the chapters' tests stand on. */
export interface SmallHouse {
  engine: OpenEngine;
  db: Database;
  keeper: RunningKeeper;
  journal: Journal;
  records: Records;
  clock: Clock;
  officeId: string;
  /** A person with a key of his own. */
  personId: string;
  personWrap: string;
  close(): Promise<void>;
}

export interface SmallHouseOptions {
  keeperTimeout?: number;
  fields?: readonly Field[];
  /** Opens over what an earlier house left. */
  again?: OpenEngine;
}

export async function openSmallHouse(engine: Engine = engines[0] as Engine, options: SmallHouseOptions = {}): Promise<SmallHouse> {
  const open = options.again ?? (await engine.open());
  const dataDir = join(open.dataDir, "data");
  const clock = realClock();
  const db = await openDatabase({ ...(open.url ? { url: open.url } : {}), dir: join(dataDir, "db") });
  await migrate(db, MIGRATIONS);
  const keeper = await startKeeper({
    dataDir,
    keysDir: join(open.dataDir, "keys"),
    clock,
    ...(options.keeperTimeout ? { timeout: options.keeperTimeout } : {}),
  });
  const journal = makeJournal({ db, keeper, clock, dataDir, holders: () => holdersOf(db, records) });
  const { act, derive } = journal;
  const records: Records = makeRecords({
    db,
    keeper,
    act,
    derive,
    clock,
    serverKey: Buffer.alloc(32, 7),
    ...(options.fields ? { fields: options.fields } : {}),
  });
  await journal.start();
  await records.start();
  const close = async (): Promise<void> => {
    records.close();
    await journal.close();
    await keeper.close();
    await db.close();
  };
  return { engine: open, db, keeper, journal, records, clock, ...(await founded(db, keeper)), close };
}

async function founded(db: Database, keeper: RunningKeeper): Promise<{ officeId: string; personId: string; personWrap: string }> {
  const known = await db.query<{ office_id: string; id: string; wrap: string }>("select id, office_id, wrap from people.person limit 1");
  const [first] = known.rows;
  if (first) return { officeId: first.office_id, personId: first.id, personWrap: first.wrap };
  const [officeId, personId] = [newId("off"), newId("per")];
  const sealed = await keeper.seal({
    claims: { act: personId, dec: "allow", rsn: [] },
    holders: [{ kind: "person", id: personId, fields: [], index: [] }],
  });
  if (!sealed.ok) throw new Error(sealed.detail);
  const personWrap = sealed.holders[0]?.wrap ?? "";
  await db.query(
    "insert into people.office (id, name, kind, path, time_zone, zone_label) values ($1, 'Cabang Contoh', 'branch', '/a', 'Asia/Makassar', 'WITA')",
    [officeId],
  );
  await db.query(
    "insert into people.person (id, login, name, employment, office_id, joined_on, job, wrap) values ($1, 'dimas', 'Dimas', 'internal', $2, '2020-01-01', 'CS', $3)",
    [personId, officeId, personWrap],
  );
  return { officeId, personId, personWrap };
}

async function* holdersOf(db: Database, records: Records): AsyncGenerator<KnownHolder[]> {
  const { rows } = await db.query<KnownHolder>("select 'person' as kind, id from people.person");
  yield rows;
  for await (const page of records.holderPages()) {
    const cases = await db.query<{ id: string; customer_id: string }>(
      "select id, customer_id from access.cases where customer_id = any ($1)",
      [page.map(({ id }) => id)],
    );
    yield page.map((holder) => ({
      kind: "customer",
      ...holder,
      cases: cases.rows.filter((one) => one.customer_id === holder.id).map(({ id }) => id),
    }));
  }
}
