import type { Database, Reading } from "../platform/database.ts";
import { type BackingFacts, type CoverageTable, explainLook, SEEN } from "../watch/index.ts";
import type { NewExplanation } from "./look-store.ts";
import type { OfficeDay } from "./office-day.ts";
import { inTurns } from "./turns.ts";

/** More backings in a day are none: then nothing is explained by them. */
const MOST = 20_000;

/** A backing about one look, as the templates T5 and T6 read it. */
export interface Backing extends BackingFacts {
  idx: number;
  row: number;
  /** The local day of the look. */
  date: string;
  /** It is about a listing, which no other template reads. */
  listing: boolean;
  /** Nothing else has explained it, and nobody has decided. */
  open: boolean;
}

/**
 * What others have said about looks of these desk rows: that they had asked for them, in their own name. A backing that does not stand in the journal
 * is none; emergency access and honey records are never explained away, whoever asked for them.
 */
const BACKINGS = `select d.look_idx as idx, d.look_row as row, r.on_date as date, l.typ = 'listing' as listing, c.id, c.by_person as "byId", c.role, c.person_id as "personId",
    l.customer_id as "customerId", l.at,
    r.state in ('waiting', 'asked', 'answered') and not exists (select 1 from review.explanation e where e.look_idx = d.look_idx and e.look_row = d.look_row) as open,
    (select count(distinct o.id)::int from review.confirmation o where o.role = 'colleague' and o.state = 'yes' and o.id <> c.id
       and o.answered_at > c.answered_at - interval '7 days' and o.answered_at <= c.answered_at
       and ((o.person_id = c.person_id and o.by_person = c.by_person) or (o.person_id = c.by_person and o.by_person = c.person_id))) as "pairBefore",
    exists (select 1 from access.portfolio f where f.customer_id = l.customer_id and c.by_person in (f.holder_id, f.stand_in_id)
        and f.idx is not null and f.from_at <= l.at and (f.until_at is null or f.until_at > l.at))
      or exists (select 1 from access.cases k join access.claim a on a.case_id = k.id where k.customer_id = l.customer_id and k.grade <> 'C'
        and a.person_id = c.by_person and a.claimed_at <= l.at and a.claimed_at > l.at - interval '7 days')
      or exists (select 1 from watch.interaction i where i.customer_id = l.customer_id and i.person_id = c.by_person and i.grade <> 'C'
        and i.starts_at <= l.at and i.starts_at > l.at - interval '7 days') as serves
  from review.desk_row r join review.confirmation c on c.row_id = r.id and c.state = 'yes' and c.idx is not null
  join review.desk_look d on d.desk_row_id = r.id
  join lateral (select s.typ, s.at, s.person_id, s.customer_id, s.decision from ${SEEN} s where s.idx = d.look_idx and s.row = d.look_row limit 1) l
    on l.person_id = c.person_id and l.customer_id is not null and l.decision <> 'breakglass'
  where not exists (select 1 from watch.honey_hit h where h.look_idx = d.look_idx)`;

type BackingRow = Omit<Backing, "at"> & { at: Date };
const asBacking = ({ at, idx, row, ...rest }: BackingRow): Backing => ({ ...rest, idx: Number(idx), row, at: at.getTime() });

/** Backings about the looks of an office's day. */
export async function backingsOf(db: Database, day: OfficeDay): Promise<Backing[]> {
  const rows = await inTurns(
    db,
    "persons",
    day.staff.keys(),
    async (some) =>
      (
        await db.query<BackingRow>(`${BACKINGS} and r.person_id = any($1) and r.on_date = $2 order by 1, 2, 5 limit ${MOST}`, [
          some,
          day.date,
        ])
      ).rows,
  );
  return rows.map(asBacking);
}

/** Backings about the looks of all offices from a day on until another, which is not among them. */
export async function backingsBetween(db: Reading, from: string, until: string): Promise<Backing[]> {
  const { rows } = await db.query<BackingRow>(`${BACKINGS} and r.on_date >= $1 and r.on_date < $2 order by 1, 2, 5 limit ${MOST}`, [
    from,
    until,
  ]);
  return rows.map(asBacking);
}

/** A listing is one look too, and lies on a desk until somebody gives his backing for it; by the same templates, over the first customer that it showed. */
export function listingsGiven(backings: readonly Backing[], { from, until }: OfficeDay, coverage: CoverageTable): NewExplanation[] {
  const day = { from: from.getTime(), until: until.getTime() };
  return backings
    .filter(({ listing, open }) => listing && open)
    .flatMap((backing) => {
      const { idx, row, at, personId, customerId } = backing;
      const look = { idx, row, at, personId, customerId, caseId: undefined, purpose: undefined };
      const explained = explainLook({ look, day, contacts: [], cases: [], backings: [backing] }, coverage);
      return explained ? [{ idx, row, ...explained }] : [];
    });
}
