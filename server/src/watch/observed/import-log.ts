import { RowError, type RowErrors } from "../../platform/csv.ts";
import { newId } from "../../platform/ids.ts";
import { MOST_PRINTS } from "../../platform/row-print.ts";
import type { WatchParts } from "../parts.ts";
import { personsNamed } from "../store.ts";
import { type Keyed, keyed } from "./keyed.ts";
import type { LogMap } from "./log-map.ts";
import type { LogRead, LogRecord } from "./read-log.ts";
import { addObserved, hasLinks, knownPurposes, linkedAmong, noteObservedDays, type ObservedRow, observedPrint } from "./store.ts";
import { keepNames, NamesMet, type UnknownName } from "./unknown-names.ts";

/** Newer looks than this, against our clock, are faults of the log's. */
const AHEAD = 24 * 3_600_000;

export interface ImportLog {
  map: LogMap;
  records: AsyncIterable<LogRead>;
  errors: RowErrors;
  dryRun?: boolean;
  progress?: (rows: number) => void;
}

/** What came of a log. `new` counts rows that were not there, or that gained what was unknown before; of a dry run, those that would. */
export interface ImportedLog {
  rows: number;
  new: number;
  same: number;
  /** Rows that tell of something else than a look. */
  others: number;
  bad: number;
  /** Looks whose person, customer or purpose is not known here. */
  unknownPersons: number;
  unknownCustomers: number;
  unknownPurposes: number;
  /** Looks at customers who are not among those that were brought with their numbers; 0 where none were. Many: the two files write ids in two ways. */
  unlinkedCustomers: number;
  /** Which people and purposes of the log are unknown, the commonest first. */
  names: { persons: UnknownName[]; purposes: UnknownName[] };
}

/** What is asked once and remembered over the batches. */
interface Run {
  names: Keyed;
  purposes: ReadonlySet<string>;
  /** Customers were brought with their numbers. */
  linked: boolean;
  met: NamesMet;
  /** Rows that a dry run has counted as new. */
  counted: Set<string>;
}

/**
 * Takes a CRM's own access log: each row a look as that system claims it. Its entries are of the kind `observed`, a batch each with its count
 * and the fingerprints of its rows: nobody can take them for looks that the keeper wrote before it opened anything. The same log again, or one
 * that overlaps it, changes nothing; a run that was cut short goes on. What is not known here is kept and counted, never left out.
 * @throws RowError when the file itself cannot be read
 */
export async function importLog(parts: WatchParts, job: ImportLog): Promise<ImportedLog> {
  const count = { rows: 0, new: 0, same: 0, others: 0, bad: 0, unknownPersons: 0, unknownCustomers: 0, unknownPurposes: 0 };
  const total: ImportedLog = { ...count, unlinkedCustomers: 0, names: { persons: [], purposes: [] } };
  const run: Run = {
    names: keyed(parts.serverKey),
    purposes: await knownPurposes(parts.db),
    linked: await hasLinks(parts.db),
    met: new NamesMet(),
    counted: new Set(),
  };
  const latest = parts.clock.now().getTime() + AHEAD;
  let batch: LogRecord[] = [];
  for await (const read of job.records) {
    total.rows++;
    if ("other" in read) total.others++;
    else if ("fault" in read || read.record.at.getTime() > latest) {
      total.bad++;
      job.errors.add(
        "fault" in read ? read.fault : new RowError(read.line, job.map.columns.at ?? "at", "in the future", "a time that has been"),
      );
    } else batch.push(read.record);
    if (batch.length < MOST_PRINTS) continue;
    await flush(parts, job, run, batch, total);
    batch = [];
  }
  if (batch.length > 0) await flush(parts, job, run, batch, total);
  return { ...total, names: { persons: run.met.told("person"), purposes: run.met.told("purpose") } };
}

async function flush(
  parts: WatchParts,
  { map, dryRun, progress }: ImportLog,
  run: Run,
  batch: LogRecord[],
  total: ImportedLog,
): Promise<void> {
  const known = batch.map((one) => ({
    ...one,
    login: Object.hasOwn(map.persons, one.person) ? (map.persons[one.person] ?? "") : one.person,
  }));
  const persons = await personsNamed(parts.db, { ids: [], extensions: [], logins: [...new Set(known.map(({ login }) => login))] });
  const rows = known.map((one) => rowOf(one, persons.of({ login: one.login }), map, run));
  namesOf(rows, run.met);
  const unique = [...new Map(rows.map((row) => [row.key, row])).values()];
  total.unknownPersons += rows.filter(({ personId }) => personId === undefined).length;
  total.unknownCustomers += rows.filter(({ customerId }) => customerId === undefined).length;
  total.unknownPurposes += rows.filter(({ purpose }) => purpose === undefined).length;
  total.unlinkedCustomers += run.linked ? await unlinked(parts, rows) : 0;
  progress?.(total.rows);
  const added = dryRun ? await wouldAdd(parts, map.source, unique, run.counted) : await keep(parts, map.source, unique);
  total.new += added;
  total.same += rows.length - added;
}

async function unlinked({ db }: WatchParts, rows: readonly ObservedRow[]): Promise<number> {
  const customers = rows.flatMap(({ customerId }) => customerId ?? []);
  const linked = await linkedAmong(db, [...new Set(customers)]);
  return customers.filter((id) => !linked.has(id)).length;
}

/** A row with the log's own words for who and why. */
interface CalledRow extends ObservedRow {
  called: { person: string; purpose: string };
  /** It came before, and only gains its person: its words are counted. */
  isThere?: boolean;
}

function rowOf(record: LogRecord, personId: string | undefined, map: LogMap, { names, purposes }: Run): CalledRow {
  const { at, person, customer, action, external } = record;
  const purpose = Object.hasOwn(map.purposes, record.purpose) ? (map.purposes[record.purpose] ?? "") : record.purpose;
  const parts = external ? ["id", external] : ["row", at.toISOString(), person, customer, action, record.purpose];
  return {
    key: names.record(map.source, parts),
    at,
    personId,
    customerId: customer ? names.customer(customer) : undefined,
    purpose: purposes.has(purpose) ? purpose : undefined,
    called: { person, purpose: record.purpose },
  };
}

/** Rows that are not there, or that gain their person. */
async function freshOf({ db }: WatchParts, source: string, rows: readonly CalledRow[]): Promise<CalledRow[]> {
  const there = await db.query<{ key: string; known: boolean }>(
    "select key, person_id is not null as known from watch.observed where source = $1 and key = any($2)",
    [source, rows.map(({ key }) => key)],
  );
  const known = new Map(there.rows.map((row) => [row.key, row.known]));
  return rows.flatMap((row) => {
    const isThere = known.has(row.key);
    return !isThere || (known.get(row.key) === false && row.personId !== undefined) ? [{ ...row, isThere }] : [];
  });
}

/** So many rows a dry run tells from one another; beyond it a row that stands twice in the file counts twice. */
const TOLD_APART = 500_000;

async function wouldAdd(parts: WatchParts, source: string, rows: readonly CalledRow[], counted: Set<string>): Promise<number> {
  const fresh = (await freshOf(parts, source, rows)).filter(({ key }) => !counted.has(key));
  for (const { key } of fresh) if (counted.size < TOLD_APART) counted.add(key);
  return fresh.length;
}

async function keep(parts: WatchParts, source: string, rows: readonly CalledRow[]): Promise<number> {
  const now = parts.clock.now();
  const batch = { id: newId("obs"), source, now };
  const fresh = await freshOf(parts, source, rows);
  if (fresh.length === 0) return 0;
  return parts.act(async (tx, write) => {
    const written = await addObserved(tx, batch, fresh);
    const times = fresh.map(({ at }) => at.getTime());
    const [from, to] = [Math.min(...times), Math.max(...times)].map((at) => new Date(at).toISOString()) as [string, string];
    await noteObservedDays(tx, written, now);
    await keepNames(tx, source, namesOf(fresh));
    await write({
      typ: "observed",
      aggregate: `observed:${source}`,
      body: {
        what: "looks",
        source,
        count: written.length,
        from,
        to,
        unknown: written.filter((row) => row.person_id === null || row.customer_id === null).length,
        prints: written.map(observedPrint),
      },
      marks: [{ table: "watch.observed_batch", id: batch.id }],
    });
    return written.length;
  });
}

function namesOf(rows: readonly CalledRow[], met = new NamesMet()): NamesMet {
  for (const { called, personId, purpose, isThere } of rows) {
    met.meet("person", called.person, personId !== undefined);
    if (!isThere || purpose !== undefined) met.meet("purpose", called.purpose, purpose !== undefined);
  }
  return met;
}
