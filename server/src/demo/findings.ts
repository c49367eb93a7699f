import type { Reading } from "../platform/database.ts";
import { type QuestionCounts, questionCounts } from "./question-counts.ts";

/**
 * What the checker sees: the rows on the desks and what the journal says of looks and refusals. It is handed a reader and nothing else; the
 * script of the day, the names of its people and its customers do not come here.
 */
export interface DeskFact {
  id: string;
  kind: string;
  person: string;
  customer: string | null;
  /** On whose desk it lies. */
  owner: string | null;
  entry: number | null;
  state: string;
  /** What the evening's draw made of it: `question` lies on nobody's desk and stays with the person who is asked; null: no draw was over it. */
  lane: string | null;
  /** Local day. */
  date: string;
  reasons: Array<{ id: string; values?: Record<string, string | number> }>;
}
export interface RefusalFact {
  person: string;
  rules: string[];
}
export interface OpenedFact {
  idx: number;
  person: string;
  customer: string;
  watch: string[];
}

export interface Evidence {
  desk: DeskFact[];
  refusals: RefusalFact[];
  /** Allowed looks that a rule watched. */
  watched: OpenedFact[];
  /** Journal index of each look that its own person called a mistake. */
  mistakes: number[];
  /** Rows about a look that the exchange or the counter saw this person work on, within the hour. */
  vouched: string[];
  /** People who went from machine to machine, with the shortest time in minutes between a change and what was done before it. */
  movers: Array<{ person: string; minutes: number }>;
  /** Pairs whom exchange or counter saw together on three days or more. */
  regulars: Array<{ person: string; customer: string }>;
  counts: { allowed: number; refused: number; searches: number; explained: number; unexplained: number };
  questions: QuestionCounts;
}

/** Rows on somebody's desk. */
export const liesOnDesk = ({ lane }: DeskFact): boolean => lane !== "question";

/** States in which a row still asks something of somebody. */
const OPEN_STATES: ReadonlySet<string> = new Set(["waiting", "asked", "followed"]);

/** Asks something of somebody, and not by lot alone: a look that work explains is drawn now and then as well, and accuses nobody. */
export const accuses = ({ state, kind }: Pick<DeskFact, "state" | "kind">): boolean => OPEN_STATES.has(state) && kind !== "sample";

export async function gatherEvidence(db: Reading): Promise<Evidence> {
  const desk = await db.query<DeskFact>(
    "select id, kind, person_id as person, customer_id as customer, to_person as owner, look_idx as entry, state, lane, reasons, on_date as date from review.desk_row order by at, id limit 10000",
  );
  const refusals = await db.query<RefusalFact>(
    "select person_id as person, rules from journal.look_index where decision = 'deny' and person_id is not null order by idx limit 10000",
  );
  const watched = await db.query<OpenedFact>(
    "select idx, person_id as person, customer_id as customer, watch from journal.look_index where typ = 'look' and decision <> 'deny' and watch <> '{}' order by idx limit 10000",
  );
  const mistakes = await db.query<{ idx: number }>(
    "select look_idx as idx from watch.mistake where idx is not null order by look_idx limit 10000",
  );
  const vouched = await db.query<{ id: string }>(
    `select d.id from review.desk_row d where d.kind = 'look' and exists (
       select 1 from watch.interaction i where i.person_id = d.person_id and i.customer_id = d.customer_id and i.grade = 'A'
         and i.starts_at between d.at - interval '1 hour' and d.at + interval '1 hour') order by d.id limit 10000`,
  );
  const movers = await db.query<Evidence["movers"][number]>(
    `select person_id as person, (min(extract(epoch from at - before_at)) / 60)::int as minutes from (
       select person_id, at, dev, lag(dev) over own as before, lag(at) over own as before_at from journal.look_index
       where dev is not null and row = 0 window own as (partition by person_id order by at, idx)) as seen
     where dev <> before group by person_id order by person_id limit 1000`,
  );
  const regulars = await db.query<Evidence["regulars"][number]>(
    `select person_id as person, customer_id as customer from watch.interaction where grade = 'A' and person_id is not null and customer_id is not null
     group by person_id, customer_id having count(distinct starts_at::date) >= 3 order by 1, 2 limit 10000`,
  );
  return {
    movers: movers.rows,
    regulars: regulars.rows,
    vouched: vouched.rows.map(({ id }) => id),
    desk: desk.rows,
    refusals: refusals.rows,
    watched: watched.rows,
    mistakes: mistakes.rows.map(({ idx }) => idx),
    counts: await countsOf(db),
    questions: await questionCounts(db),
  };
}

async function countsOf(db: Reading): Promise<Evidence["counts"]> {
  const { rows } = await db.query<Evidence["counts"]>(
    `select count(*) filter (where typ = 'look' and decision <> 'deny' and out = 'opened')::int as allowed, count(*) filter (where typ = 'look' and decision = 'deny')::int as refused,
       count(*) filter (where typ = 'search')::int as searches,
       (select count(*)::int from review.explanation e join journal.look_index l on l.idx = e.look_idx and l.row = e.look_row and l.typ = 'look') as explained,
       0 as unexplained
     from journal.look_index where row = 0`,
  );
  const counts = rows[0] ?? { allowed: 0, refused: 0, searches: 0, explained: 0, unexplained: 0 };
  return { ...counts, unexplained: counts.allowed - counts.explained };
}
