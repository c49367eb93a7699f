import { RowError, type RowErrors } from "../../platform/csv.ts";
import { newId } from "../../platform/ids.ts";
import { MOST_PRINTS } from "../../platform/row-print.ts";
import type { WatchParts } from "../parts.ts";
import { personsNamed } from "../store.ts";
import { type Keyed, keyed } from "./keyed.ts";
import type { LogMap } from "./log-map.ts";
import type { LogRead, LogRecord } from "./read-log.ts";
import { addObserved, knownPurposes, noteObservedDays, type ObservedRow, observedPrint } from "./store.ts";

/** Newer looks than this, against our clock, are faults of the log's. */
const AHEAD = 24 * 3_600_000;

export interface ImportLog {
  map: LogMap;
  records: AsyncIterable<LogRead>;
  errors: RowErrors;
  dryRun?: boolean;
  progress?: (rows: number) => void;
}

/** What came of a log. `new` counts rows that were not there, or that gained what was unknown before. */
export interface ImportedLog {
  rows: number;
  new: number;
  same: number;
  /** Rows that tell of something else than a look. */
  others: number;
  bad: number;
  unknownPersons: number;
  unknownCustomers: number;
  unknownPurposes: number;
}

/**
 * Takes a CRM's own access log: each row a look as that system claims it. Its entries are of the kind `observed`, a batch each with its count
 * and the fingerprints of its rows: nobody can take them for looks that the keeper wrote before it opened anything. The same log again, or one
 * that overlaps it, changes nothing; a run that was cut short goes on. What is not known here is kept and counted, never left out.
 * @throws RowError when the file itself cannot be read
 */
export async function importLog(parts: WatchParts, job: ImportLog): Promise<ImportedLog> {
  const total: ImportedLog = { rows: 0, new: 0, same: 0, others: 0, bad: 0, unknownPersons: 0, unknownCustomers: 0, unknownPurposes: 0 };
  const names = keyed(parts.serverKey);
  const purposes = await knownPurposes(parts.db);
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
    await flush(parts, job, names, purposes, batch, total);
    batch = [];
  }
  if (batch.length > 0) await flush(parts, job, names, purposes, batch, total);
  return total;
}

async function flush(
  parts: WatchParts,
  { map, dryRun, progress }: ImportLog,
  names: Keyed,
  purposes: ReadonlySet<string>,
  batch: LogRecord[],
  total: ImportedLog,
): Promise<void> {
  const known = batch.map((one) => ({
    ...one,
    login: Object.hasOwn(map.persons, one.person) ? (map.persons[one.person] ?? "") : one.person,
  }));
  const persons = await personsNamed(parts.db, { ids: [], extensions: [], logins: [...new Set(known.map(({ login }) => login))] });
  const rows = known.map((one) => rowOf(one, persons.of({ login: one.login }), map, names, purposes));
  const unique = [...new Map(rows.map((row) => [row.key, row])).values()];
  total.unknownPersons += rows.filter(({ personId }) => personId === undefined).length;
  total.unknownCustomers += rows.filter(({ customerId }) => customerId === undefined).length;
  total.unknownPurposes += rows.filter(({ purpose }) => purpose === undefined).length;
  progress?.(total.rows);
  if (dryRun) return;
  const added = await keep(parts, map.source, unique);
  total.new += added;
  total.same += rows.length - added;
}

function rowOf(record: LogRecord, personId: string | undefined, map: LogMap, names: Keyed, purposes: ReadonlySet<string>): ObservedRow {
  const { at, person, customer, action, external } = record;
  const purpose = Object.hasOwn(map.purposes, record.purpose) ? (map.purposes[record.purpose] ?? "") : record.purpose;
  const parts = external ? ["id", external] : ["row", at.toISOString(), person, customer, action, record.purpose];
  return {
    key: names.record(map.source, parts),
    at,
    personId,
    customerId: customer ? names.customer(customer) : undefined,
    purpose: purposes.has(purpose) ? purpose : undefined,
  };
}

async function keep(parts: WatchParts, source: string, rows: readonly ObservedRow[]): Promise<number> {
  const now = parts.clock.now();
  const batch = { id: newId("obs"), source, now };
  const there = await parts.db.query<{ key: string; known: boolean }>(
    "select key, person_id is not null as known from watch.observed where source = $1 and key = any($2)",
    [source, rows.map(({ key }) => key)],
  );
  const known = new Map(there.rows.map((row) => [row.key, row.known]));
  const fresh = rows.filter((row) => !known.has(row.key) || (known.get(row.key) === false && row.personId !== undefined));
  if (fresh.length === 0) return 0;
  return parts.act(async (tx, write) => {
    const written = await addObserved(tx, batch, fresh);
    const times = fresh.map(({ at }) => at.getTime());
    const [from, to] = [Math.min(...times), Math.max(...times)].map((at) => new Date(at).toISOString()) as [string, string];
    await noteObservedDays(tx, written, now);
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
