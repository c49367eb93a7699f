import type { Reading } from "../platform/database.ts";
import type { EveningCounts } from "./evening-store.ts";

/** Listings among the counts of an evening, by how they stand. */
type ListingCounts = Pick<EveningCounts, "explained" | "answered" | "unexplained">;

/** The listings of an office's evening, which the sealed counts hold as looks. Only these templates explain one: of a large day the others are not asked. */
export async function countListings(db: Reading, officeId: string, date: string): Promise<ListingCounts> {
  const { rows } = await db.query<ListingCounts>(
    `with desk as (
       select r.state from review.desk_row r join review.desk_look d on d.desk_row_id = r.id
       where r.office_id = $1 and r.on_date = $2 and r.kind = 'listing'
         and not exists (select 1 from review.explanation e where e.look_idx = d.look_idx and e.look_row = d.look_row))
     select
       (select count(*)::int from review.explanation e where e.office_id = $1 and e.on_date = $2 and e.template in ('OWN', 'FOUND', 'T5', 'T6') and exists (
         select 1 from journal.look_index l where l.idx = e.look_idx and l.row = e.look_row and l.typ = 'listing')) as explained,
       (select count(*)::int from desk where state in ('answered', 'accepted', 'mistake')) as answered,
       (select count(*)::int from desk where state in ('waiting', 'asked', 'followed')) as unexplained`,
    [officeId, date],
  );
  return rows[0] as ListingCounts;
}

/** The counts as the desk tells them: looks alone, which still add up, and listings beside them. Pure. */
export function withoutListings(
  all: EveningCounts,
  of: ListingCounts,
): Pick<EveningCounts, "looks" | "open"> & ListingCounts & { listings: number } {
  const listings = of.explained + of.answered + of.unexplained;
  const [explained, answered, unexplained] = [all.explained - of.explained, all.answered - of.answered, all.unexplained - of.unexplained];
  const looks = all.looks - listings;
  return { looks, explained, answered, unexplained, open: Math.max(0, looks - explained - answered - unexplained), listings };
}
