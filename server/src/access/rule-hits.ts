import type { Reading } from "../platform/database.ts";

/** How often a rule was satisfied, counted by entries. */
export interface RuleHits {
  /** Id of the rule, as entries name it. */
  rule: string;
  /** Entries that it refused, alone or with others. */
  refused: number;
  /** Entries that it let through and saw: *boleh tapi awasi*, or *minta alasan* with a reason. */
  seen: number;
  /** Different persons among both. */
  persons: number;
}

const MOST = 200;

/**
 * Hits of the rules between two instants (R47), those hit most first. From the projection of the journal: `state check` holds it against the
 * entries, `journal rebuild` makes it anew.
 */
export async function ruleHits(db: Reading, { from, until }: { from: Date; until: Date }): Promise<RuleHits[]> {
  const { rows } = await db.query<RuleHits>({
    name: "access-rule-hits",
    text: `with hit as (
        select distinct l.idx, l.person_id, r.rule, r.refused from journal.look_index l
        cross join lateral (
          select unnest(l.rules) as rule, true as refused where l.decision = 'deny'
          union select unnest(l.watch), false where l.decision <> 'deny') r
        where l.at >= $1 and l.at < $2)
      select rule, count(*) filter (where refused)::int as refused, count(*) filter (where not refused)::int as seen,
        count(distinct person_id)::int as persons from hit group by rule order by count(*) desc, rule limit ${MOST}`,
    values: [from, until],
  });
  return rows;
}
