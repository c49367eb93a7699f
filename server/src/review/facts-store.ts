import { glassLooks } from "../access/index.ts";
import type { Database, Reading } from "../platform/database.ts";
import { honeyAmong } from "./honey-among.ts";
import type { Unexplained } from "./look-store.ts";
import type { OfficeDay } from "./office-day.ts";
import type { UnexplainedFacts } from "./rules.ts";
import { inTurns } from "./turns.ts";

const DAY = 86_400_000;
const MEMORY = 90;
const OWN_CASES = 7;

interface CustomerRow {
  id: string;
  public_figure: boolean;
  last_contact_on: string | null;
  holder_id: string | null;
  stand_in_id: string | null;
  contact: boolean;
}

/** What is known around looks that nothing explains: a few queries for a portion of them. */
export async function unexplainedFacts(
  db: Database,
  day: OfficeDay,
  list: readonly Unexplained[],
): Promise<(one: Unexplained) => UnexplainedFacts> {
  const known = await inTurns(db, "rows", list, async (some) => {
    const of = await factsOf(db, day, some);
    return some.map((one) => [one, of(one)] as const);
  });
  const facts = new Map(known);
  return (one) => facts.get(one) as UnexplainedFacts;
}

async function factsOf(db: Reading, day: OfficeDay, list: readonly Unexplained[]): Promise<(one: Unexplained) => UnexplainedFacts> {
  const customers = new Map(
    (await customersOf(db, day, [...new Set(list.map(({ look }) => look.customerId))])).map((row) => [row.id, row]),
  );
  const persons = [...new Set(list.map(({ look }) => look.personId))];
  const duty = await dutyOf(db, persons, day);
  const own = await ownCases(db, persons, day);
  const reported = await reportedPairs(db, persons, day.date);
  const granted = await grantersOf(
    db,
    list.filter(({ look }) => look.breakGlass).map(({ look }) => look.idx),
  );
  const honey = await honeyAmong(
    db,
    list.map(({ look }) => look.idx),
  );
  return ({ look, selfOpened, hasOutcome }) => {
    const customer = customers.get(look.customerId);
    const pair = `${look.personId} ${look.customerId}`;
    const holders = [customer?.holder_id, customer?.stand_in_id];
    return {
      at: look.at,
      hasCase: look.caseId !== undefined,
      selfOpened,
      hasOutcome,
      watch: look.watch,
      contactIn90Days: customer?.contact ?? false,
      daysSinceContact: customer?.last_contact_on
        ? Math.floor((Date.parse(day.date) - Date.parse(customer.last_contact_on)) / DAY)
        : undefined,
      honey: honey.has(look.idx),
      publicFigure: customer?.public_figure ?? false,
      breakGlass: look.breakGlass,
      grantedBy: granted.get(look.idx)?.name,
      granterId: granted.get(look.idx)?.id,
      outsidePortfolio: customer?.holder_id != null && !holders.includes(look.personId),
      duty: duty.get(look.personId) ?? [],
      yearsOfService: yearsBetween(day.staff.get(look.personId)?.joinedOn, day.date),
      ownCases: own.get(pair) ?? 0,
      reported: reported.has(pair),
    };
  };
}

/** Whole years from one day to another. */
function yearsBetween(from: string | undefined, to: string): number {
  if (!from) return 0;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

async function customersOf(db: Reading, day: OfficeDay, ids: string[]): Promise<CustomerRow[]> {
  if (ids.length === 0) return [];
  const since = new Date(day.from.getTime() - MEMORY * DAY);
  const { rows } = await db.query<CustomerRow>(
    `select c.id, 'public_figure' = any(c.marks) as public_figure, c.last_contact_on, f.holder_id, f.stand_in_id,
       (c.last_contact_on >= ($3::timestamptz)::date and c.last_contact_on <= $4::date)
         is true or exists (select 1 from watch.interaction i where i.customer_id = c.id and i.starts_at >= $3 and i.starts_at < $2 and i.grade <> 'C')
         or exists (select 1 from access.cases k where k.customer_id = c.id and k.grade <> 'C' and k.opened_at < $2 and (k.opened_at >= $3 or k.closed_at is null or k.closed_at >= $3)) as contact
     from records.customer c left join access.portfolio f on f.customer_id = c.id and f.until_at is null where c.id = any($1)`,
    [ids, day.until, since, day.date],
  );
  return rows;
}

async function dutyOf(db: Reading, persons: string[], day: OfficeDay): Promise<Map<string, Array<{ from: number; until: number }>>> {
  const { rows } = await db.query<{ person_id: string; starts_at: Date; ends_at: Date }>(
    "select person_id, starts_at, ends_at from people.duty where person_id = any($1) and kind <> 'off' and starts_at < $3 and ends_at > $2",
    [persons, day.from, day.until],
  );
  const duty = new Map<string, Array<{ from: number; until: number }>>();
  for (const row of rows)
    duty.set(row.person_id, [...(duty.get(row.person_id) ?? []), { from: row.starts_at.getTime(), until: row.ends_at.getTime() }]);
  return duty;
}

/** Who let looks under emergency access be; absent where the person opened it alone. */
async function grantersOf(db: Reading, looks: readonly number[]): Promise<Map<number, { id: string; name: string }>> {
  if (looks.length === 0) return new Map();
  const granted = (await glassLooks(db, looks)).filter(({ personId, grantedBy }) => personId !== grantedBy);
  const { rows } = await db.query<{ id: string; name: string }>("select id, name from people.person where id = any ($1)", [
    granted.map(({ grantedBy }) => grantedBy),
  ]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return new Map(granted.map(({ look, grantedBy }) => [look, { id: grantedBy, name: names.get(grantedBy) ?? grantedBy }]));
}

/** How many cases each person opened himself for each customer within a week. */
async function ownCases(db: Reading, persons: string[], day: OfficeDay): Promise<Map<string, number>> {
  const { rows } = await db.query<{ pair: string; count: number }>(
    `select opened_by || ' ' || customer_id as pair, count(*)::int as count from access.cases
     where opened_by = any($1) and grade = 'C' and opened_at >= $2 and opened_at < $3 group by 1 having count(*) > 1 limit 10000`,
    [persons, new Date(day.until.getTime() - OWN_CASES * DAY), day.until],
  );
  return new Map(rows.map(({ pair, count }) => [pair, count]));
}

async function reportedPairs(db: Reading, persons: string[], date: string): Promise<Set<string>> {
  const { rows } = await db.query<{ pair: string }>(
    `select r.person_id || ' ' || w.customer_id as pair from watch.report r join watch.report_row w on w.report_id = r.id
     where r.person_id = any($1) and r.on_date = $2`,
    [persons, date],
  );
  return new Set(rows.map(({ pair }) => pair));
}
