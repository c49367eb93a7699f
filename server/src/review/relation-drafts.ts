import type { Database, Reading } from "../platform/database.ts";
import { type Collusion, type Crowd, collusionsOf, crowdsOf, type Series, seriesOf, type UnexplainedLook } from "../watch/index.ts";
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
/** Findings of one kind that a day may bring: a flood says nothing. */
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
  const looks = [...(await unexplainedLooks(db, day)), ...(await newlyUnexplained(db, fresh))];
  if (looks.length === 0) return [];
  const now = day.until.getTime();
  const drafts = [
    ...(await collusions(db, day, looks, now)).slice(0, MOST_ROWS).flatMap((one) => pairRow(day, one, lastOf(looks, one))),
    ...crowdsOf(looks)
      .slice(-MOST_ROWS)
      .flatMap((one) => crowdRow(day, one)),
    ...seriesOf(looks, now)
      .slice(0, MOST_ROWS)
      .flatMap((one) => seriesRow(day, one, looks)),
  ].filter(({ lastAt }) => lastAt >= day.from.getTime());
  const told = await toldLately(db, day);
  return drafts.filter(({ personId, topic, reasons }) => countOf(reasons) >= GROWN * (told.get(`${personId} ${topic}`) ?? 0));
}

/** Only what would be a finding if there were customers without end is worth counting customers for. */
async function collusions(db: Database, day: OfficeDay, looks: readonly UnexplainedLook[], now: number): Promise<Collusion[]> {
  const possible = collusionsOf(looks, now, Number.POSITIVE_INFINITY);
  return possible.some(({ kind }) => kind === "same") ? collusionsOf(looks, now, await customersSeen(db, day)) : possible;
}

/** Mistakes told at once count for nobody; what a supervisor believed is still without evidence. */
async function unexplainedLooks(db: Database, day: OfficeDay): Promise<UnexplainedLook[]> {
  const text = `select l.at, r.person_id as "personId", r.customer_id as "customerId", r.reasons @> '[{"id":"self_opened_only"}]' as "selfOpened", h.holder_id as "servedBy"
     from review.desk_row r join review.desk_look d on d.desk_row_id = r.id join journal.look_index l on l.idx = d.look_idx and l.row = d.look_row
     left join access.portfolio h on h.customer_id = r.customer_id and h.until_at is null
     where r.person_id = any($1) and r.kind = 'look' and r.state not in ('explained', 'mistake') and r.customer_id is not null
       and r.on_date > $2::date - $3::int and r.on_date <= $2::date
     order by l.at desc, l.idx limit $4`;
  const rows = await inTurns(
    db,
    "persons",
    day.staff.keys(),
    async (some) => (await db.query<UnexplainedRow>(text, [some, day.date, BACK_DAYS, MOST])).rows,
  );
  const newest = rows.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST);
  return newest.map(({ at, servedBy, ...row }) => ({ ...row, at: at.getTime(), servedBy: servedBy ?? undefined }));
}

async function newlyUnexplained(db: Reading, fresh: readonly Draft[]): Promise<UnexplainedLook[]> {
  const about = fresh.flatMap(({ personId, customerId, lastAt, reasons }) =>
    customerId === undefined ? [] : [{ personId, customerId, at: lastAt, selfOpened: reasons.some(({ id }) => id === "self_opened_only") }],
  );
  if (about.length === 0) return [];
  const { rows } = await db.query<{ customer: string; holder: string }>(
    "select customer_id as customer, holder_id as holder from access.portfolio where customer_id = any($1) and until_at is null",
    [[...new Set(about.map(({ customerId }) => customerId))]],
  );
  const holders = new Map(rows.map(({ customer, holder }) => [customer, holder]));
  return about.map((one) => ({ ...one, servedBy: holders.get(one.customerId) }));
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

/** A joint finding lies on no desk of one of the two. */
function pairRow(day: OfficeDay, { kind, personIds: [a, b], customerIds }: Collusion, at: number): Draft[] {
  const [one, other] = [day.staff.get(a), day.staff.get(b)];
  if (!one || !other) return [];
  const reasons: Reason[] = [
    { id: kind === "same" ? "same_customers" : "each_others_customers", values: { count: customerIds.length, with: b } },
  ];
  return [row(besides(one, other), { topic: `${kind} ${b}`, at, reasons })];
}

const besides = (one: Staff, other: Staff): Staff => ({
  ...one,
  supervisorId: one.supervisorId === other.id ? undefined : one.supervisorId,
  superiorId: one.superiorId === other.id ? undefined : one.superiorId,
});

function crowdRow(day: OfficeDay, { customerId, personIds, until }: Crowd): Draft[] {
  const last = day.staff.get(personIds.at(-1) ?? "");
  const reasons: Reason[] = [{ id: "crowd", values: { count: personIds.length } }];
  return last ? [row(last, { topic: `crowd ${customerId}`, customerId, at: until, reasons })] : [];
}

function seriesRow(
  day: OfficeDay,
  { kind, personId, customerId, weeks, looks: count }: Series,
  looks: readonly UnexplainedLook[],
): Draft[] {
  const staff = day.staff.get(personId);
  const at = Math.max(...looks.filter((look) => look.personId === personId).map((look) => look.at));
  const reasons: Reason[] = [{ id: kind === "customer" ? "series_customer" : "series_own_cases", values: { count, weeks } }];
  return staff ? [row(staff, { topic: `series ${customerId ?? "own"}`, customerId, at, reasons })] : [];
}

const countOf = ([first]: readonly Reason[]): number => Number(first?.values?.count ?? 0);

const row = (staff: Staff, about: { topic: string; at: number; reasons: Reason[]; customerId?: string | undefined }): Draft =>
  draftOf(staff, { kind: "relation", lastAt: about.at, ...about });
