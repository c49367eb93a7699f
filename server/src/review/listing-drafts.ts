import type { Database } from "../platform/database.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { NewExplanation } from "./look-store.ts";
import type { OfficeDay } from "./office-day.ts";
import { inTurns } from "./turns.ts";

/** A search is followed by work within this time. */
const FOLLOWED = "10 minutes";

interface ListingRow {
  idx: number;
  first_row: number;
  at: Date;
  person_id: string;
  rows: number;
  own: boolean;
  followed: boolean;
  decided: boolean;
  row_id: string | null;
}

export interface ListingsOfDay {
  explained: NewExplanation[];
  drafts: Draft[];
  /** Rows on which a listing lies that has found its explanation by now. */
  cleared: string[];
}

/**
 * Listings of the day that nothing explains yet. A listing is one look. It is explained by being one's own queue or portfolio, or, for what
 * a search showed, by a look at one of the customers found (allowed or refused: that has its own row) or a case for him within 10 minutes.
 */
export async function listingsOfDay(db: Database, day: OfficeDay): Promise<ListingsOfDay> {
  const text = `with listed as (
       select l.idx, min(l.row) as first_row, min(l.at) as at, min(l.person_id) as person_id, count(*)::int as rows, bool_and(l.own) as own, array_agg(l.customer_id) as customers
       from journal.look_index l
       where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.typ = 'listing' and l.decision <> 'deny' and l.customer_id is not null
         and not exists (select 1 from review.explanation e where e.look_idx = l.idx)
       group by l.idx)
     select l.idx, l.first_row, l.at, l.person_id, l.rows, l.own, r.id as row_id, coalesce(r.state not in ('waiting', 'asked', 'answered'), false) as decided,
       l.own or exists (select 1 from journal.look_index n where n.person_id = l.person_id and n.at >= l.at and n.at < l.at + interval '${FOLLOWED}'
           and n.typ in ('look', 'match') and n.customer_id = any(l.customers))
         or exists (select 1 from access.cases c where c.customer_id = any(l.customers) and c.opened_by = l.person_id and c.opened_at >= l.at and c.opened_at < l.at + interval '${FOLLOWED}') as followed
     from listed l left join review.desk_look d on d.look_idx = l.idx and d.look_row = l.first_row left join review.desk_row r on r.id = d.desk_row_id
     order by l.idx limit 50000`;
  const rows = await inTurns(
    db,
    "persons",
    day.staff.keys(),
    async (some) => (await db.query<ListingRow>(text, [some, day.from, day.until])).rows,
  );
  const clear = rows.filter(({ followed, decided }) => followed && !decided);
  const left = rows.filter(({ followed, row_id }) => !followed && row_id === null);
  return {
    explained: clear.map(({ idx, first_row, own }) => ({ idx, row: first_row, template: own ? "OWN" : "FOUND", grade: "B", evidence: "" })),
    drafts: left.flatMap((row) => draftFor(day, row)),
    cleared: clear.flatMap(({ row_id }) => row_id ?? []),
  };
}

function draftFor(day: OfficeDay, { idx, first_row, at, person_id, rows }: ListingRow): Draft[] {
  const staff = day.staff.get(person_id);
  if (!staff) return [];
  const looks = [{ idx, row: first_row }];
  return [
    draftOf(staff, {
      kind: "listing",
      topic: String(idx),
      at: at.getTime(),
      entry: idx,
      reasons: [{ id: "count", values: { count: rows } }],
      looks,
    }),
  ];
}
