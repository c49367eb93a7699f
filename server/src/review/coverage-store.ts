import type { Reading } from "../platform/database.ts";
import { type CoverageTable, SHIPPED_COVERAGE } from "../watch/index.ts";
import type { ReviewParts } from "./parts.ts";

/** What was measured stands for so many days, template by template: on a quiet day nothing is. */
const STANDS = 30;

/** Shares that a template explains, as measured on one day. */
export interface MeasuredCoverage {
  date: string;
  template: string;
  population: "looks" | "active" | "dormant";
  covered: number;
  of: number;
}

/** Was any of these measured on that day? */
export async function isMeasured(db: Reading, date: string, templates: readonly string[]): Promise<boolean> {
  const { rows } = await db.query("select 1 from review.coverage where on_date = $1 and template = any ($2) limit 1", [date, templates]);
  return rows.length > 0;
}

export async function keepCoverage({ derive, clock }: ReviewParts, rows: readonly MeasuredCoverage[]): Promise<void> {
  await derive((tx) =>
    tx.query(
      `insert into review.coverage (on_date, template, population, covered, of_all, measured_at)
       select r.on_date, r.template, r.population, r.covered, r.of_all, $1 from unnest($2::date[], $3::text[], $4::text[], $5::int[], $6::int[]) as r (on_date, template, population, covered, of_all)
       on conflict do nothing`,
      [
        clock.now(),
        rows.map(({ date }) => date),
        rows.map(({ template }) => template),
        rows.map(({ population }) => population),
        rows.map(({ covered }) => covered),
        rows.map(({ of }) => of),
      ],
    ),
  );
}

/** What was measured last of each template, at most a month before the newest. */
export async function lastCoverage(db: Reading): Promise<MeasuredCoverage[]> {
  const { rows } = await db.query<MeasuredCoverage>(
    `select c.on_date as date, c.template, c.population, c.covered, c.of_all as "of" from review.coverage c
     join (select template, max(on_date) as on_date from review.coverage where on_date >= (select max(on_date) from review.coverage) - ${STANDS}
           group by template) n using (template, on_date) order by c.template, c.population`,
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
