import type { Database } from "../platform/database.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { OfficeDay } from "./office-day.ts";
import { mattering } from "./rules.ts";
import { inTurns } from "./turns.ts";

/** Refusals of one person for the same rules, since a supervisor last decided about them. */
export interface RefusalGroup {
  person_id: string;
  rules: string[];
  /** A page of his own list was refused: whose names would have stood on it he did not choose. */
  page: boolean;
  /** Of the whole day, those decided about included. */
  today: number;
  count: number;
  /** Different customers among them; 0 where the refusal was about nobody. */
  customers: number;
  customer_id: string | null;
  /** The newest entry. */
  idx: number;
  /** The first of them. */
  at: Date;
  /** Up to this entry a decided row tells of them. */
  decided: number | null;
}

/** Rules that close every page to somebody: his queue refused for one of them is a page opened, no attempt at a customer. */
const OF_THE_PERSON = ["R3", "R8", "R16", "R36", "R37", "R62", "R72"];

/** A page of one's own queue or portfolio, as the entry says. */
const PAGE = "l.typ = 'listing' and l.own";
/** How the topic of such a row goes on after its rules. */
export const OF_PAGES = "/page";

/**
 * Refusals of the day by person and rules. A search that found nobody is written as a refused listing of nobody (so that it looks like one that found somebody out of scope):
 * such a row counts only where it names a customer who exists. What a decided row tells of (up to its entry) is counted for the day and told no more.
 */
export async function refusalsOfDay(db: Database, day: OfficeDay): Promise<RefusalGroup[]> {
  const text = `with refused as (
       select l.idx, min(l.at) as at, min(l.person_id) as person_id, case when bool_or(${PAGE}) then null else min(l.customer_id) end as customer_id, bool_or(${PAGE}) as page, array(select distinct unnest(min(l.rules)) order by 1) as rules
       from journal.look_index l
       where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.decision = 'deny'
         and (l.typ <> 'listing' or not 'R10' = any(l.rules) or exists (select 1 from records.customer c where c.id = l.customer_id))
         and not (l.typ = 'listing' and l.customer_id is null and l.rules <@ $5::text[])
       group by l.idx),
     decided as (
       select person_id, t.topic, max(look_idx) as until
       from review.desk_row, unnest(split_part(topic, ' ', 1) || string_to_array(reasons #>> '{0,values,also}', ' ')) as t(topic)
       where person_id = any($1) and on_date = $4 and kind = 'refusal' and state not in ('waiting', 'asked', 'answered') and look_idx is not null group by 1, 2),
     told as (
       select r.*, d.until, d.until is null or r.idx > d.until as fresh from refused r
       left join decided d on d.person_id = r.person_id and d.topic = array_to_string(r.rules, ',') || case when r.page then '${OF_PAGES}' else '' end)
     select person_id, rules, page, count(*)::int as today, count(*) filter (where fresh)::int as count, count(distinct customer_id) filter (where fresh)::int as customers,
       min(customer_id) filter (where fresh) as customer_id, max(idx) as idx, min(at) filter (where fresh) as at, max(until) as decided
     from told group by person_id, rules, page order by min(idx) limit 10000`;
  const ask = async (some: string[]) => (await db.query<RefusalGroup>(text, [some, day.from, day.until, day.date, OF_THE_PERSON])).rows;
  return (await inTurns(db, "persons", day.staff.keys(), ask)).sort((a, b) => a.idx - b.idx);
}

const topicOf = ({ rules, page }: RefusalGroup): string => `${rules.join(",")}${page ? OF_PAGES : ""}`;

/** A group of the day as its row tells of it. */
interface Telling extends RefusalGroup {
  /** The rules among its own that the row names. */
  matter: string[];
  /** Sets of rules of other groups that this row tells of too. */
  also: string[];
}

/**
 * Refusals that a person must see: one row a person and set of rules, so that a hundred tries are one row with a count. Tries after that row
 * was decided make a row of their own: nobody has answered for them yet.
 */
export function refusalDrafts(day: OfficeDay, groups: readonly RefusalGroup[]): Draft[] {
  return alikeTogether(groups).flatMap(({ matter, also, ...group }) => {
    const staff = day.staff.get(group.person_id);
    if (!staff) return [];
    const alone = group.customers === 1 && group.customer_id ? { customerId: group.customer_id } : {};
    return [
      draftOf(staff, {
        kind: "refusal",
        topic: [topicOf(group), ...(group.decided === null ? [] : [group.decided])].join(" "),
        at: group.at.getTime(),
        entry: Number(group.idx),
        ...alone,
        reasons: [
          {
            id: "refused",
            values: {
              rules: matter.join(","),
              count: group.count,
              customers: group.customers,
              ...(also.length > 0 && { also: also.join(" ") }),
            },
          },
          ...tenure(staff.joinedOn, day.date),
        ],
      }),
    ];
  });
}

/**
 * Tries of one person at one customer whose rows would read alike are one row, whatever rules beside those it names refused some of them. It
 * keeps the topic of the first try, by which it is found again.
 */
function alikeTogether(groups: readonly RefusalGroup[]): Telling[] {
  const rows = new Map<string, Telling>();
  const inOrder = [...groups].sort((a, b) => Number(a.at) - Number(b.at));
  for (const group of inOrder) {
    const matter = mattering(group.rules, countsOf(groups, group.person_id));
    if (matter.length === 0 || group.count === 0) continue;
    const one = group.customers === 1 && group.customer_id ? group.customer_id : topicOf(group);
    const key = [group.person_id, matter.join(","), one].join(" ");
    const there = rows.get(key);
    if (there === undefined) rows.set(key, { ...group, matter, also: [] });
    else {
      const [count, idx] = [there.count + group.count, Math.max(there.idx, group.idx)];
      rows.set(key, { ...there, count, idx, also: [...there.also, topicOf(group)] });
    }
  }
  return [...rows.values()].sort((a, b) => a.idx - b.idx);
}

function countsOf(groups: readonly RefusalGroup[], personId: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups.filter(({ person_id }) => person_id === personId))
    for (const rule of group.rules) counts.set(rule, (counts.get(rule) ?? 0) + group.today);
  return counts;
}

function tenure(joinedOn: string, date: string) {
  const years = Number(date.slice(0, 4)) - Number(joinedOn.slice(0, 4));
  return years > 10 ? [{ id: "long_serving", values: { years } }] : [];
}
