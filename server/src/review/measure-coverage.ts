import { randomBytes } from "node:crypto";
import type { Reading } from "../platform/database.ts";
import { aroundLooks, type CoverageTable, coverageOf, type LookFacts, SHIPPED_COVERAGE, templates } from "../watch/index.ts";
import { IS_LOOK } from "./look-store.ts";
import { type Office, type OfficeDay, officeDay } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";

/** Looks of one population, of all offices together. */
const SAMPLE = 300;
/** Fewer say nothing: then the shipped shares go on to hold. */
const ENOUGH = 30;

const POPULATIONS = { real: "looks", dormant: "dormant", active: "active" } as const;

/** Shares that a template explains, as measured on one day. */
export interface MeasuredCoverage {
  date: string;
  template: string;
  population: "looks" | "active" | "dormant";
  covered: number;
  of: number;
}

type Arounds = Awaited<ReturnType<typeof aroundLooks<LookFacts>>>;

/**
 * What each template explains of a day's real looks, and of the same people's looks at random customers with and without open work: measured on
 * the house's own data, on a bounded sample, once a day. What was measured before stands.
 */
export async function measureCoverage(parts: ReviewParts, offices: readonly Office[], date: string): Promise<void> {
  const { rows } = await parts.db.query("select 1 from review.coverage where on_date = $1 limit 1", [date]);
  if (rows.length > 0) return;
  const samples: Record<keyof typeof POPULATIONS, Arounds> = { real: [], dormant: [], active: [] };
  const most = Math.max(1, Math.ceil(SAMPLE / Math.max(1, offices.length)));
  for (const office of offices) {
    const day = await officeDay(parts.db, office, date);
    const looks = await someLooks(parts.db, day, most);
    for (const [name, list] of Object.entries(await populations(parts.db, looks)))
      samples[name as keyof typeof POPULATIONS].push(
        ...(await aroundLooks(parts.db, list, { from: day.from.getTime(), until: day.until.getTime() })),
      );
  }
  if (Object.values(samples).some((list) => list.length < ENOUGH)) return;
  await keep(parts, date, coverageOf(templates, samples), samples);
}

/** Each look as it was, and the same person at the same moment at a customer drawn at random. */
async function populations(db: Reading, looks: readonly LookFacts[]): Promise<Record<keyof typeof POPULATIONS, LookFacts[]>> {
  const active = await randomCustomers(db, looks.length, true);
  const dormant = await randomCustomers(db, looks.length, false);
  const at = (list: typeof active): LookFacts[] =>
    list.length === 0 ? [] : looks.map((look, n) => ({ ...look, ...(list[n % list.length] as (typeof list)[number]) }));
  return { real: [...looks], active: at(active), dormant: at(dormant) };
}

/** From a random id on, so that no table is sorted; with open work (its case beside it), or without any. */
async function randomCustomers(
  db: Reading,
  most: number,
  isActive: boolean,
): Promise<Array<{ customerId: string; caseId: string | undefined }>> {
  const text = isActive
    ? `select customer_id as "customerId", id as "caseId" from access.cases where closed_at is null and grade <> 'C' and id >= $1 order by id limit $2`
    : `select c.id as "customerId", null as "caseId" from records.customer c where c.state = 'active' and c.id >= $1
         and not exists (select 1 from access.cases k where k.customer_id = c.id and k.closed_at is null) order by c.id limit $2`;
  const start = `${isActive ? "cas" : "cus"}_${BigInt(`0x${randomBytes(8).toString("hex")}`).toString(36)}`;
  const { rows } = await db.query<{ customerId: string; caseId: string | null }>(text, [start, most]);
  const more =
    rows.length < most ? (await db.query<{ customerId: string; caseId: string | null }>(text, ["", most - rows.length])).rows : [];
  return [...rows, ...more].map(({ customerId, caseId }) => ({ customerId, caseId: caseId ?? undefined }));
}

async function someLooks(db: Reading, day: OfficeDay, most: number): Promise<LookFacts[]> {
  const { rows } = await db.query<{
    idx: number;
    row: number;
    at: Date;
    person_id: string;
    customer_id: string;
    case_id: string | null;
    purpose: string | null;
  }>(
    `select l.idx, l.row, l.at, l.person_id, l.customer_id, l.case_id, l.purpose from journal.look_index l where ${IS_LOOK} order by md5(l.idx::text || $4) limit $5`,
    [[...day.staff.keys()], day.from, day.until, randomBytes(8).toString("hex"), most],
  );
  return rows.map((row) => ({
    ...{ idx: row.idx, row: row.row, at: row.at.getTime(), personId: row.person_id, customerId: row.customer_id },
    ...{ caseId: row.case_id ?? undefined, purpose: row.purpose ?? undefined },
  }));
}

async function keep(
  { derive, clock }: ReviewParts,
  date: string,
  table: CoverageTable,
  samples: Record<keyof typeof POPULATIONS, Arounds>,
): Promise<void> {
  const rows = Object.entries(table).flatMap(([template, shares]) =>
    (Object.keys(POPULATIONS) as Array<keyof typeof POPULATIONS>).map((name) => {
      const of = samples[name].length;
      return { template, population: POPULATIONS[name], covered: Math.round(shares[name] * of), of };
    }),
  );
  await derive((tx) =>
    tx.query(
      `insert into review.coverage (on_date, template, population, covered, of_all, measured_at)
       select $1, r.template, r.population, r.covered, r.of_all, $2 from unnest($3::text[], $4::text[], $5::int[], $6::int[]) as r (template, population, covered, of_all)
       on conflict do nothing`,
      [
        date,
        clock.now(),
        rows.map(({ template }) => template),
        rows.map(({ population }) => population),
        rows.map(({ covered }) => covered),
        rows.map(({ of }) => of),
      ],
    ),
  );
}

/** What was measured last, at most a month ago. */
export async function lastCoverage(db: Reading): Promise<MeasuredCoverage[]> {
  const { rows } = await db.query<MeasuredCoverage>(
    `select on_date as date, template, population, covered, of_all as "of" from review.coverage
     where on_date = (select max(on_date) from review.coverage) order by template, population`,
  );
  return rows;
}

/** The shares by which it is decided whether a template may stand alone: those of the house, where it has measured, over the shipped ones. */
export async function coverageInForce(db: Reading): Promise<CoverageTable> {
  const table: Record<string, { real: number; dormant: number; active: number }> = { ...SHIPPED_COVERAGE };
  for (const { template, population, covered, of } of await lastCoverage(db)) {
    const name = population === "looks" ? "real" : population;
    table[template] = { ...(table[template] ?? { real: 1, dormant: 1, active: 1 }), [name]: covered / of };
  }
  return table;
}
