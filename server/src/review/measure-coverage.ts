import { randomBytes } from "node:crypto";
import type { Reading } from "../platform/database.ts";
import { localDay, nextDay } from "../platform/local-day.ts";
import { type Around, aroundLooks, type CoverageTable, coverageOf, type LookFacts, SEEN, templates } from "../watch/index.ts";
import { type Backing, backingsBetween } from "./backings.ts";
import { isMeasured, keepCoverage, type MeasuredCoverage } from "./coverage-store.ts";
import { IS_LOOK } from "./look-store.ts";
import { type Office, officeDay } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import { populations } from "./random-customers.ts";

/** Looks of one population, of all offices together. */
const SAMPLE = 300;
/** Fewer say nothing: then the shipped shares go on to hold. */
const ENOUGH = 30;
/** Whoever is named in an answer is asked the next day, and may be away: backings are counted over the week before. */
const WEEK = 7;

const POPULATIONS = { real: "looks", dormant: "dormant", active: "active" } as const;
type Population = keyof typeof POPULATIONS;
type Samples = Record<Population, Array<Around & { look: LookFacts }>>;

const AT_ONCE = templates.filter(({ later }) => !later);
const LATER = templates.filter(({ later }) => later);
const ids = (list: typeof templates): string[] => list.map(({ id }) => id);

/**
 * What each template explains of a day's real looks, and of the same people's looks at random customers with and without open work: measured on
 * the house's own data, on a bounded sample, once a day. What was measured before stands.
 */
export async function measureCoverage(parts: ReviewParts, offices: readonly Office[], date: string): Promise<void> {
  if (!(await isMeasured(parts.db, date, ids(AT_ONCE)))) {
    const samples = await samplesOf(parts, offices, date, []);
    if (isEnough(samples)) await keepCoverage(parts, asRows(date, coverageOf(AT_ONCE, samples), samples));
  }
  await measureBackings(parts, offices, date);
}

/** Of the newest day that is over in every office. */
export async function measureYesterday(parts: ReviewParts, offices: readonly Office[]): Promise<void> {
  const [today] = offices.map(({ zone }) => localDay(parts.clock.now(), zone)).sort();
  if (today !== undefined) await measureCoverage(parts, offices, nextDay(today, -1));
}

/**
 * The same of what others say afterwards (T5, T6), over the week before. Backings are rare: of real looks they are counted, all of them, for a sample would
 * mostly say none. Random customers are those of the day about which most was said.
 */
async function measureBackings(parts: ReviewParts, offices: readonly Office[], date: string): Promise<void> {
  if (await isMeasured(parts.db, date, ids(LATER))) return;
  const from = nextDay(date, -WEEK);
  const looks = await looksBetween(parts.db, from, date);
  const backings = await backingsBetween(parts.db, from, date);
  const samples = await samplesOf(parts, offices, fullest(backings) ?? nextDay(date, -1), backings);
  if (looks < ENOUGH || !isEnough(samples)) return;
  const rows = asRows(date, coverageOf(LATER, samples), samples);
  const counted = new Map(LATER.map((template) => [template.id, excused(template, backings)]));
  await keepCoverage(
    parts,
    rows.map((row) => (row.population === "looks" ? { ...row, covered: counted.get(row.template) ?? 0, of: looks } : row)),
  );
}

/** The day with most backings. */
function fullest(backings: readonly Backing[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { date } of backings) counts.set(date, (counts.get(date) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Looks for which a backing counts; each once, however many gave theirs. */
function excused(template: (typeof templates)[number], backings: readonly Backing[]): number {
  const day = { from: 0, until: 0 };
  const found = backings.filter((backing) => {
    const { idx, row, at, personId, customerId } = backing;
    const look = { idx, row, at, personId, customerId, caseId: undefined, purpose: undefined };
    return template.explain({ look, day, contacts: [], cases: [], backings: [backing] });
  });
  return new Set(found.map(({ idx, row }) => `${idx} ${row}`)).size;
}

/** Some looks of each office on its local day, with what lay around them. */
async function samplesOf({ db }: ReviewParts, offices: readonly Office[], date: string, backings: readonly Backing[]): Promise<Samples> {
  const samples: Samples = { real: [], dormant: [], active: [] };
  const most = Math.max(1, Math.ceil(SAMPLE / Math.max(1, offices.length)));
  for (const office of offices) {
    const { staff, from, until } = await officeDay(db, office, date);
    const looks = await someLooks(db, [...staff.keys()], { from, until }, most);
    const day = { from: from.getTime(), until: until.getTime() };
    for (const [name, list] of Object.entries(await populations(db, looks, until)))
      samples[name as Population].push(...(await aroundLooks(db, list, day, backings)));
  }
  return samples;
}

const isEnough = (samples: Samples): boolean => Object.values(samples).every((list) => list.length >= ENOUGH);

/** Of both worlds: what other systems claim is explained by the same templates. */
async function someLooks(db: Reading, staff: readonly string[], day: { from: Date; until: Date }, most: number): Promise<LookFacts[]> {
  const { rows } = await db.query<{
    idx: number;
    row: number;
    at: Date;
    person_id: string;
    customer_id: string;
    case_id: string | null;
    purpose: string | null;
  }>(
    `select l.idx, l.row, l.at, l.person_id, l.customer_id, l.case_id, l.purpose from ${SEEN} l where ${IS_LOOK} order by md5(l.idx::text || ' ' || l.row::text || $4) limit $5`,
    [staff, day.from, day.until, randomBytes(8).toString("hex"), most],
  );
  return rows.map((row) => ({
    ...{ idx: row.idx, row: row.row, at: row.at.getTime(), personId: row.person_id, customerId: row.customer_id },
    ...{ caseId: row.case_id ?? undefined, purpose: row.purpose ?? undefined },
  }));
}

/** As their evenings counted them. */
async function looksBetween(db: Reading, from: string, until: string): Promise<number> {
  const { rows } = await db.query<{ looks: number }>(
    "select coalesce(sum(looks), 0)::int as looks from review.evening where on_date >= $1 and on_date < $2",
    [from, until],
  );
  return rows[0]?.looks ?? 0;
}

function asRows(date: string, table: CoverageTable, samples: Samples): MeasuredCoverage[] {
  return Object.entries(table).flatMap(([template, shares]) =>
    (Object.keys(POPULATIONS) as Population[]).map((name) => {
      const of = samples[name].length;
      return { date, template, population: POPULATIONS[name], covered: Math.round(shares[name] * of), of };
    }),
  );
}
