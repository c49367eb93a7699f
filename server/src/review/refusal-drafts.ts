import type { Reading } from "../platform/database.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { OfficeDay } from "./office-day.ts";
import { mattering } from "./rules.ts";

/** Refusals of one person for the same rules. */
export interface RefusalGroup {
  person_id: string;
  rules: string[];
  count: number;
  /** Different customers among them; 0 where the refusal was about nobody. */
  customers: number;
  customer_id: string | null;
  idx: number;
  at: Date;
}

/**
 * Refusals of the day by person and rules. A search that found nobody is written as a refused listing of nobody (so that it looks like one that found somebody out of scope):
 * such a row counts only where it names a customer who exists.
 */
export async function refusalsOfDay(db: Reading, day: OfficeDay): Promise<RefusalGroup[]> {
  const { rows } = await db.query<RefusalGroup>(
    `with refused as (
       select l.idx, min(l.at) as at, min(l.person_id) as person_id, min(l.customer_id) as customer_id, array(select distinct unnest(min(l.rules)) order by 1) as rules
       from journal.look_index l
       where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.decision = 'deny'
         and (l.typ <> 'listing' or not 'R10' = any(l.rules) or exists (select 1 from records.customer c where c.id = l.customer_id))
       group by l.idx)
     select person_id, rules, count(*)::int as count, count(distinct customer_id)::int as customers, min(customer_id) as customer_id, min(idx) as idx, min(at) as at
     from refused group by person_id, rules order by min(idx) limit 10000`,
    [[...day.staff.keys()], day.from, day.until],
  );
  return rows;
}

/** Refusals that a person must see: one row a person and set of rules, so that a hundred tries are one row with a count. */
export function refusalDrafts(day: OfficeDay, groups: readonly RefusalGroup[]): Draft[] {
  return groups.flatMap((group) => {
    const staff = day.staff.get(group.person_id);
    const matter = mattering(group.rules, countsOf(groups, group.person_id));
    if (!staff || matter.length === 0) return [];
    const alone = group.customers === 1 && group.customer_id ? { customerId: group.customer_id } : {};
    return [
      draftOf(staff, {
        kind: "refusal",
        topic: group.rules.join(","),
        at: group.at.getTime(),
        entry: group.idx,
        ...alone,
        reasons: [
          { id: "refused", values: { rules: matter.join(","), count: group.count, customers: group.customers } },
          ...tenure(staff.joinedOn, day.date),
        ],
      }),
    ];
  });
}

function countsOf(groups: readonly RefusalGroup[], personId: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups.filter(({ person_id }) => person_id === personId))
    for (const rule of group.rules) counts.set(rule, (counts.get(rule) ?? 0) + group.count);
  return counts;
}

function tenure(joinedOn: string, date: string) {
  const years = Number(date.slice(0, 4)) - Number(joinedOn.slice(0, 4));
  return years > 10 ? [{ id: "long_serving", values: { years } }] : [];
}
