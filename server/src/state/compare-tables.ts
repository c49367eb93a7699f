import { createHash } from "node:crypto";
import type { Pruned } from "../journal/index.ts";
import type { Reading } from "../platform/database.ts";
import { partsOfPrint } from "../platform/row-print.ts";
import { publishedPurposes, purposePrint } from "../records/index.ts";
import { interactionPrint, linkPrint, observedPrint, type PrintedInteraction, type Rota, reportRowPrint } from "../watch/index.ts";
import type { ProvedRows } from "./batch-rows.ts";
import { compareDraws } from "./compare-draws.ts";
import { compareSteps } from "./compare-steps.ts";
import type { HouseReplay } from "./house-replay.ts";
import type { Replayed } from "./people-replay.ts";
import type { Columns, PlainTable } from "./plain-table.ts";
import { plainTables } from "./plain-tables.ts";
import type { Prints } from "./prints.ts";
import type { StateFinding } from "./report.ts";
import { tablePages } from "./table-pages.ts";

export interface Comparison {
  findings: StateFinding[];
  rows: number;
  /** Rows of which the journal does not say enough, by reason. */
  untold: Map<string, number>;
}

export interface CompareParts {
  db: Reading;
  house: HouseReplay;
  prints: Prints;
  batch: ProvedRows;
  /** Whose rows nobody can name any more. */
  erased: ReadonlySet<string>;
  /** What has ended with its term, and with it lists of what was drawn from. */
  pruned: Pruned | undefined;
  rotas: Pick<Rota, "again">;
  now: number;
}

const OLD = "rows of entries without fingerprints";
const UNKNOWN = "not in the journal";

/** Holds every table of the state against the journal. Each row is judged alone; nothing is written. */
export async function compareTables(parts: CompareParts): Promise<Comparison> {
  const done: Comparison = { findings: [], rows: 0, untold: new Map() };
  parts.prints.begin();
  for (const table of plainTables(parts.house, parts.now)) await comparePlain(parts, table, done);
  await compareShares(parts, done);
  await comparePurposes(parts, done);
  await compareInteractions(parts, done);
  await compareObserved(parts, done);
  await compareLinks(parts, done);
  await compareReportRows(parts, done);
  await comparePolicies(parts, done);
  done.rows += await compareSteps(parts.db, parts.house.inquiries, done.findings);
  done.rows += await compareDraws({ ...parts, rows: parts.house.rows }, done.findings);
  for await (const { id } of tablePages<{ id: string }>(parts.db, "select id from access.cases where id > $1 order by id limit $2"))
    parts.prints.meet("access.cases", id);
  for (const { table, index, rows } of parts.prints.gone())
    done.findings.push({ code: "E_STATE", table, what: [`missing: ${rows}`], entry: index });
  return done;
}

const untold = ({ untold }: Comparison, why: string): void => void untold.set(why, (untold.get(why) ?? 0) + 1);

async function comparePlain(parts: CompareParts, { table, text, expected, columns, old = 0 }: PlainTable, done: Comparison): Promise<void> {
  const met = new Set<string>();
  let unnamed = old;
  for await (const row of tablePages<{ id: string; key?: string; idx?: number | null; customer?: string } & Columns>(parts.db, text)) {
    done.rows++;
    const id = row.key ?? row.id;
    const state = expected.get(id);
    if (state === undefined) {
      if (typeof row.customer === "string" && parts.erased.has(row.customer)) untold(done, "customers who were erased");
      else if (parts.prints.meetOld(row.idx ?? null) || unnamed-- > 0) untold(done, OLD);
      else done.findings.push({ code: "E_STATE", table, row: id, what: [UNKNOWN] });
      continue;
    }
    met.add(id);
    const changed = parts.batch.changed.get(row.id);
    const what = [...differing(columns(state), row), ...(changed?.column === undefined && changed ? ["content"] : [])];
    if (what.length > 0) done.findings.push({ code: "E_STATE", table, row: id, what, entry: state.index });
    if ("unproved" in state) untold(done, OLD);
  }
  for (const [id, state] of expected)
    if (!met.has(id)) done.findings.push({ code: "E_STATE", table, row: id, what: ["missing"], entry: state.index });
}

/** Names of columns that are other than the journal says; what it does not say (`undefined`) is not compared. */
function differing(expected: Columns, row: Columns): string[] {
  return Object.entries(expected).flatMap(([column, value]) =>
    value !== undefined && plain(value) !== plain(row[column]) ? [column] : [],
  );
}

const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : (value ?? null));

interface ShareRow {
  id: string;
  customer: string;
  holder: string;
  standIn: string | null;
  live: boolean;
  idx: number | null;
}

/** A share is proved by its fingerprint; that it lives, and who stands in, the replay says. */
async function compareShares({ db, house, prints, batch }: CompareParts, done: Comparison): Promise<void> {
  const text = `select id, customer_id as customer, holder_id as holder, stand_in_id as "standIn", until_at is null as live, idx
    from access.portfolio where id > $1 order by id limit $2`;
  const table = "access.portfolio";
  for await (const row of tablePages<ShareRow>(db, text)) {
    done.rows++;
    const brought = prints.meet(table, row.id);
    if (brought === undefined && !prints.meetOld(row.idx)) {
      done.findings.push({ code: "E_STATE", table, row: row.id, what: [UNKNOWN] });
      continue;
    }
    if (brought === undefined) untold(done, OLD);
    const share = house.access.portfolio.get(row.customer);
    const lives = share?.id === row.id;
    const what = lives === row.live ? [] : ["until_at"];
    if (lives && share.holder !== row.holder) what.push("holder_id");
    if (lives && share.standIn !== row.standIn) what.push("stand_in_id");
    const changed = batch.changed.get(row.id);
    if (changed !== undefined && what.length === 0 && !lawful(house, changed)) what.push(changed.column ?? "content");
    const entry = lives ? share.index : brought?.index;
    if (what.length > 0) done.findings.push({ code: "E_STATE", table, row: row.id, what, ...(entry === undefined ? {} : { entry }) });
  }
}

/** Whoever left was taken off his customers: that is how such a row changes by itself. */
const lawful = (house: HouseReplay, { column, was }: { column?: string; was?: string | null }): boolean =>
  column === "standIn" && was !== null && was !== undefined && house.people.people.get(was)?.state === "left";

async function comparePurposes({ db, house, prints }: CompareParts, done: Comparison): Promise<void> {
  const table = "records.purpose";
  const purposes = await publishedPurposes(db);
  for (const purpose of purposes) {
    done.rows++;
    const brought = prints.meet(table, purpose.id);
    const known = house.purposes.get(purpose.id);
    if (known === undefined) done.findings.push({ code: "E_STATE", table, row: purpose.id, what: [UNKNOWN] });
    else if (brought === undefined) untold(done, "purposes published without a fingerprint");
    else if (partsOfPrint(purposePrint(purpose)).content !== brought.content)
      done.findings.push({ code: "E_STATE", table, row: purpose.id, what: ["content"], entry: brought.index });
  }
}

/** Contact records come in lists; an outcome comes with its case. */
async function compareInteractions({ db, house, prints, erased }: CompareParts, done: Comparison): Promise<void> {
  const table = "watch.interaction";
  const text = `select id, kind, person_id, customer_id, case_id, channel, starts_at, ends_at, result, source, external_id, grade, idx
    from watch.interaction where id > $1 order by id limit $2`;
  for await (const row of tablePages<PrintedInteraction & { case_id: string | null; idx: number | null }>(db, text)) {
    done.rows++;
    const brought = prints.meet(table, row.id);
    if (brought !== undefined) {
      if (partsOfPrint(interactionPrint(row)).content !== brought.content)
        done.findings.push({ code: "E_STATE", table, row: row.id, what: ["content"], entry: brought.index });
      continue;
    }
    if (prints.meetOld(row.idx)) untold(done, OLD);
    else if (!fromCase(house, row, erased)) done.findings.push({ code: "E_STATE", table, row: row.id, what: [UNKNOWN] });
  }
}

function fromCase(house: HouseReplay, row: PrintedInteraction & { case_id: string | null }, erased: ReadonlySet<string>): boolean {
  if (row.kind !== "outcome" || row.source !== "mercusuar") return false;
  const work = house.access.cases.get(row.case_id ?? "");
  if (work === undefined || (work.customer !== undefined && work.customer !== row.customer_id && !erased.has(row.customer_id ?? "")))
    return false;
  const grade = work.origin.startsWith("agent_") ? "C" : "B";
  const outcomes = house.access.outcomes.get(row.case_id ?? "") ?? [];
  return row.grade === grade && outcomes.some(({ person, outcome }) => person === row.person_id && outcome === row.result);
}

/** Looks that other systems claim: each as its batch told it, or as a later one that named its person. */
async function compareObserved({ db, prints }: CompareParts, done: Comparison): Promise<void> {
  const table = "watch.observed";
  const text = `select o.source || ' ' || o.key as id, o.source, o.key, o.at, o.person_id, o.customer_id, o.purpose from watch.observed o
    where (o.source, o.key) > (split_part($1, ' ', 1), split_part($1, ' ', 2)) order by o.source, o.key limit $2`;
  for await (const row of tablePages<Parameters<typeof observedPrint>[0] & { id: string }>(db, text)) {
    done.rows++;
    const brought = prints.meet(table, row.id);
    if (brought === undefined) done.findings.push({ code: "E_STATE", table, row: row.id, what: [UNKNOWN] });
    else if (partsOfPrint(observedPrint(row)).content !== brought.content)
      done.findings.push({ code: "E_STATE", table, row: row.id, what: ["content"], entry: brought.index });
  }
}

/** Which number belongs to which customer of a CRM: a row that was added by SQL would let a call explain other looks. */
async function compareLinks({ db, prints }: CompareParts, done: Comparison): Promise<void> {
  const table = "watch.observed_link";
  const text = `select token || ' ' || customer_id as id, token, customer_id from watch.observed_link
    where (token, customer_id) > (split_part($1, ' ', 1), split_part($1, ' ', 2)) order by token, customer_id limit $2`;
  for await (const { id, token, customer_id } of tablePages<{ id: string; token: string; customer_id: string }>(db, text)) {
    done.rows++;
    const brought = prints.meet(table, id);
    const whole = brought !== undefined && partsOfPrint(linkPrint({ token, customerId: customer_id })).content === brought.content;
    if (!whole) done.findings.push({ code: "E_STATE", table, row: id, what: [UNKNOWN] });
  }
}

async function compareReportRows({ db, house, prints }: CompareParts, done: Comparison): Promise<void> {
  const table = "watch.report_row";
  // By the columns of the key: each page of an id put together would sort the whole table.
  const text = `select r.report_id || ' ' || r.n as id, r.report_id as report, r.n, r.customer_id as customer, r.channel, r.result, p.idx
    from watch.report_row r join watch.report p on p.id = r.report_id
    where (r.report_id, r.n) > (split_part($1, ' ', 1), coalesce(nullif(split_part($1, ' ', 2), '')::int, -1))
    order by r.report_id, r.n limit $2`;
  for await (const row of tablePages<{ id: string; report: string; n: number; customer: string; channel: string; result: string }>(
    db,
    text,
  )) {
    done.rows++;
    const brought = prints.meet(table, row.id);
    const report = house.access.reports.get(row.report);
    if (brought === undefined && report !== undefined && prints.old.has(report.index)) untold(done, OLD);
    else if (brought === undefined) done.findings.push({ code: "E_STATE", table, row: row.id, what: [UNKNOWN], ...since(report) });
    else if (partsOfPrint(reportRowPrint(row)).content !== brought.content)
      done.findings.push({ code: "E_STATE", table, row: row.id, what: ["content"], entry: brought.index });
  }
}

const since = (state: Replayed | undefined) => (state === undefined ? {} : { entry: state.index });

/** The text of a policy bears its own name: its hash. */
async function comparePolicies({ db, house }: CompareParts, done: Comparison): Promise<void> {
  const { rows } = await db.query<{ hash: string; body: string }>("select hash, body from access.policy order by hash");
  for (const { hash, body } of rows) {
    done.rows++;
    const known = house.access.policies.get(hash);
    const holds = createHash("sha256").update(body).digest("hex") === hash;
    const what = [...(known === undefined ? [UNKNOWN] : []), ...(holds ? [] : ["body"])];
    if (what.length > 0) done.findings.push({ code: "E_STATE", table: "access.policy", row: hash, what, ...since(known) });
  }
}
