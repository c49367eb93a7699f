import type { Database, Reading } from "../platform/database.ts";
import { type Collusion, type Crowd, collusionsOf, crowdsOf, SEEN, type Series, seriesOf, type UnexplainedLook } from "../watch/index.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { OfficeDay, Staff } from "./office-day.ts";
import type { Reason } from "./reason.ts";
import { inTurns } from "./turns.ts";

/** The longest that a relation looks back, and how long the same finding is not laid on a desk again. */
const BACK_DAYS = 56;
const QUIET_DAYS = 30;
/** Looks that one office leaves unexplained in that time; beyond it the newest count. */
const MOST = 20_000;
/** So many times what was told before is told again. */
const GROWN = 2;
/** Looks of each person among which customers are counted: enough to know an office by, few enough to be found by an index. */
const NEWEST = 400;
/** New findings of one kind that a day may bring: a flood says nothing. */
const MOST_ROWS = 20;

interface UnexplainedRow extends Omit<UnexplainedLook, "at" | "servedBy"> {
  at: Date;
  servedBy: string | null;
}

/**
 * What shows only when looks are laid side by side: two who open the same customers or each other's, three pairs of eyes on one customer, the
 * same thing week after week (R68, R77). Each finding is one row, and none if it was on a desk within thirty days and has not doubled since.
 * @param fresh rows about looks that this run has found and that are not on the desk yet
 */
export async function relationDrafts(db: Database, day: OfficeDay, fresh: readonly Draft[]): Promise<Draft[]> {
  const own = [...(await unexplainedLooks(db, day)), ...(await newlyUnexplained(db, fresh))];
  if (own.length === 0) return [];
  const looks = [...own, ...(await looksElsewhere(db, day, own))];
  const now = day.until.getTime();
  const told = await toldLately(db, day);
  // Old findings and told ones take no place away from a new one.
  const news = (drafts: Draft[]): Draft[] =>
    drafts
      .filter(({ lastAt, personId, topic, reasons }) => {
        const grown = countOf(reasons) >= GROWN * (told.get(`${personId} ${topic}`) ?? 0);
        return grown && lastAt >= day.from.getTime();
      })
      .sort((a, b) => countOf(b.reasons) - countOf(a.reasons))
      .slice(0, MOST_ROWS);
  return [
    ...news((await collusions(db, day, looks, now)).flatMap((one) => pairRow(day, one, lastOf(looks, one)))),
    ...news(crowdsOf(looks).flatMap((one) => crowdRow(day, one))),
    ...news(seriesOf(own, now).flatMap((one) => seriesRow(day, one, own))),
  ];
}

/** Only what would be a finding if there were customers without end is worth counting customers for. */
async function collusions(db: Database, day: OfficeDay, looks: readonly UnexplainedLook[], now: number): Promise<Collusion[]> {
  const possible = collusionsOf(looks, now, Number.POSITIVE_INFINITY);
  return possible.some(({ kind }) => kind === "same") ? collusionsOf(looks, now, await customersSeen(db, day)) : possible;
}

/** Whose customer it was at the time of the look: who gets another's portfolio afterwards has not looked at it with him. */
const HELD = "h.from_at <= l.at and (h.until_at is null or h.until_at > l.at)";

/** Mistakes told at once count for nobody; what a supervisor believed is still without evidence. */
const unexplained = (whose: string): string => `
  select l.at, r.person_id as "personId", r.customer_id as "customerId", r.reasons @> '[{"id":"self_opened_only"}]' as "selfOpened", h.holder_id as "servedBy"
  from review.desk_row r join review.desk_look d on d.desk_row_id = r.id join ${SEEN} l on l.idx = d.look_idx and l.row = d.look_row
  left join access.portfolio h on h.customer_id = r.customer_id and ${HELD}
  where ${whose} and r.kind = 'look' and r.state not in ('explained', 'mistake') and r.customer_id is not null
    and r.on_date > $2::date - $3::int and r.on_date <= $2::date
  order by l.at desc, l.idx, l.row limit $4`;

async function unexplainedLooks(db: Database, day: OfficeDay): Promise<UnexplainedLook[]> {
  const ask = async (some: string[]) =>
    (await db.query<UnexplainedRow>(unexplained("r.person_id = any($1)"), [some, day.date, BACK_DAYS, MOST])).rows;
  return newestOf(await inTurns(db, "persons", day.staff.keys(), ask));
}

/**
 * Looks of other offices' people that may belong to these: of those whose customers were opened here, and of anybody else at the same customers.
 * Two who know each other need not sit in one room.
 */
async function looksElsewhere(db: Database, day: OfficeDay, own: readonly UnexplainedLook[]): Promise<UnexplainedLook[]> {
  const among = (whose: string, but: readonly string[]) => async (some: string[]) =>
    (await db.query<UnexplainedRow>(unexplained(`${whose} = any($1) and r.person_id <> all($5)`), [some, day.date, BACK_DAYS, MOST, but]))
      .rows;
  const staff = [...day.staff.keys()];
  const servers = new Set(own.flatMap(({ servedBy }) => (servedBy === undefined || day.staff.has(servedBy) ? [] : [servedBy])));
  const customers = new Set(own.map(({ customerId }) => customerId));
  return newestOf([
    ...(await inTurns(db, "few", servers, among("r.person_id", staff))),
    ...(await inTurns(db, "few", customers, among("r.customer_id", [...staff, ...servers]))),
  ]);
}

function newestOf(rows: readonly UnexplainedRow[]): UnexplainedLook[] {
  const newest = [...rows].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST);
  return newest.map(({ at, servedBy, ...row }) => ({ ...row, at: at.getTime(), servedBy: servedBy ?? undefined }));
}

async function newlyUnexplained(db: Reading, fresh: readonly Draft[]): Promise<UnexplainedLook[]> {
  const about = fresh.flatMap(({ personId, customerId, lastAt, reasons }) =>
    customerId === undefined ? [] : [{ personId, customerId, at: lastAt, selfOpened: reasons.some(({ id }) => id === "self_opened_only") }],
  );
  if (about.length === 0) return [];
  const { rows } = await db.query<{ n: number; holder: string }>(
    `select l.n, h.holder_id as holder from unnest($1::int[], $2::text[], $3::timestamptz[]) as l (n, customer, at)
     join access.portfolio h on h.customer_id = l.customer and ${HELD}`,
    [about.map((_, n) => n), about.map(({ customerId }) => customerId), about.map(({ at }) => new Date(at))],
  );
  const holders = new Map(rows.map(({ n, holder }) => [n, holder]));
  return about.map((one, n) => ({ ...one, servedBy: holders.get(n) }));
}

/** On how many customers at least an unexplained look of this office could have fallen: those of everybody's newest looks. */
async function customersSeen(db: Database, day: OfficeDay): Promise<number> {
  const text = `select distinct l.customer_id as id from unnest($1::text[]) as p (id) cross join lateral (
      select customer_id from journal.look_index where person_id = p.id and at >= $2::timestamptz - make_interval(days => $3) and at < $2
      order by at desc limit ${NEWEST}) l where l.customer_id is not null`;
  const ask = async (some: string[]) => (await db.query<{ id: string }>(text, [some, day.until, QUIET_DAYS])).rows;
  return new Set((await inTurns(db, "persons", day.staff.keys(), ask)).map(({ id }) => id)).size;
}

/** By person and topic, the count that was told. */
async function toldLately(db: Reading, day: OfficeDay): Promise<Map<string, number>> {
  const { rows } = await db.query<{ key: string; count: number }>(
    `select person_id || ' ' || topic as key, max((reasons -> 0 -> 'values' ->> 'count')::int)::int as count from review.desk_row
     where person_id = any($1) and kind = 'relation' and on_date < $2::date and on_date > $2::date - $3::int group by 1 limit 10000`,
    [[...day.staff.keys()], day.date, QUIET_DAYS],
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

const lastOf = (looks: readonly UnexplainedLook[], { personIds, customerIds }: Collusion): number =>
  Math.max(
    ...looks.filter(({ personId, customerId }) => personIds.includes(personId) && customerIds.includes(customerId)).map(({ at }) => at),
  );

/** A joint finding lies on no desk of one of the two. Where they are of two offices, each has a row about its own. */
function pairRow(day: OfficeDay, { kind, personIds: [a, b], customerIds }: Collusion, at: number): Draft[] {
  const [one, other] = day.staff.has(a) ? [day.staff.get(a), b] : [day.staff.get(b), a];
  if (!one) return [];
  const reasons: Reason[] = [
    { id: kind === "same" ? "same_customers" : "each_others_customers", values: { count: customerIds.length, with: other } },
  ];
  return [row(besides(one, other), { topic: `${kind} ${other}`, at, reasons })];
}

const besides = (one: Staff, other: string): Staff => ({
  ...one,
  supervisorId: one.supervisorId === other ? undefined : one.supervisorId,
  superiorId: one.superiorId === other ? undefined : one.superiorId,
});

function crowdRow(day: OfficeDay, { customerId, personIds, until }: Crowd): Draft[] {
  const last = day.staff.get(personIds.at(-1) ?? "");
  const reasons: Reason[] = [{ id: "crowd", values: { count: personIds.length } }];
  return last ? [row(last, { topic: `crowd ${customerId}`, customerId, at: until, reasons })] : [];
}

function seriesRow(
  day: OfficeDay,
  { kind, personId, customerId, weeks, days, looks: count }: Series,
  looks: readonly UnexplainedLook[],
): Draft[] {
  const staff = day.staff.get(personId);
  const at = Math.max(...looks.filter((look) => look.personId === personId).map((look) => look.at));
  const reasons: Reason[] = [{ id: `series_${kind}`, values: { count, ...(days === undefined ? { weeks } : { days }) } }];
  return staff ? [row(staff, { topic: `series ${customerId ?? "own"}`, customerId, at, reasons })] : [];
}

const countOf = ([first]: readonly Reason[]): number => Number(first?.values?.count ?? 0);

const row = (staff: Staff, about: { topic: string; at: number; reasons: Reason[]; customerId?: string | undefined }): Draft =>
  draftOf(staff, { kind: "relation", lastAt: about.at, ...about });
