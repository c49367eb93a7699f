import type { Pruned } from "../journal/index.ts";
import type { Reading } from "../platform/database.ts";
import { callsHash, candidatesOf, drawReviews, listHash, poolHash } from "../review/index.ts";
import { type Pair, type Rota, rotaHash } from "../watch/index.ts";
import type { StateFinding } from "./report.ts";
import type { RowState, RowsReplay } from "./rows-replay.ts";
import { tablePages } from "./table-pages.ts";

export interface DrawParts {
  db: Reading;
  rows: RowsReplay;
  /** Draws the pairs of a week again of which nothing is told yet. */
  rotas: Pick<Rota, "again">;
  now: number;
  pruned: Pruned | undefined;
}

/** Lists of reviews are drawn again for so many days; of older ones `draw check` does it. */
const DAYS = 28;

/** What was drawn by lot, against what the journal says of it. Gives the number of rows. */
export async function compareDraws(parts: DrawParts, findings: StateFinding[]): Promise<number> {
  return (await compareRotas(parts, findings)) + (await compareCalls(parts, findings)) + (await compareLanes(parts, findings));
}

function tell(findings: StateFinding[], table: string, row: string, what: string[], state: RowState | undefined): void {
  if (what.length > 0) findings.push({ code: "E_STATE", table, row, what, ...(state === undefined ? {} : { entry: state.index }) });
}

function missing(findings: StateFinding[], table: string, rows: ReadonlyMap<string, RowState>, met: ReadonlySet<string>): void {
  for (const [id, state] of rows) if (!met.has(id)) tell(findings, table, id, ["missing"], state);
}

interface RotaRow {
  id: string;
  office_id: string;
  period: string;
  members: Array<{ id: string; vendor: string }>;
  watchers: number;
  disclosed: boolean;
  pairs: Pair[];
}

const ROTAS = `select r.id, r.office_id, r.period, r.members, r.watchers, r.disclosed_at is not null as disclosed,
    coalesce((select json_agg(json_build_object('watcher', p.watcher_id, 'watched', p.watched_id) order by p.watched_id, p.watcher_id)
      from watch.rota_pair p where p.rota_id = r.id), '[]') as pairs
  from watch.rota r where r.id > $1 order by r.id limit $2`;

/** Who watches whom: a week that is over by its hash, a running one by drawing it again. */
async function compareRotas({ db, rows: { rotas }, rotas: rota }: DrawParts, findings: StateFinding[]): Promise<number> {
  const met = new Set<string>();
  for await (const row of tablePages<RotaRow>(db, ROTAS)) {
    met.add(row.id);
    const state = rotas.get(row.id);
    const { office_id, period, disclosed, members, pairs } = state?.columns ?? {};
    const what = [
      ...(state === undefined ? ["not in the journal"] : []),
      ...(state && office_id !== row.office_id ? ["office_id"] : []),
      ...(state && period !== row.period ? ["period"] : []),
      ...(state && disclosed !== row.disclosed ? ["disclosed_at"] : []),
      ...(state && members !== rotaHash(row.members) ? ["members"] : []),
    ];
    tell(findings, "watch.rota", row.id, what, state);
    if (what.length > 0) continue;
    const drawn = typeof pairs === "string" ? pairs : rotaHash(sorted(await rota.again({ ...row, officeId: row.office_id })));
    if (drawn !== rotaHash(sorted(row.pairs))) tell(findings, "watch.rota_pair", row.id, ["content"], state);
  }
  missing(findings, "watch.rota", rotas, met);
  return met.size;
}

const order = ({ watched, watcher }: Pair): string => `${watched} ${watcher}`;
const sorted = (pairs: readonly Pair[]): Pair[] => [...pairs].sort((a, b) => (order(a) < order(b) ? -1 : 1));

interface CallDrawRow {
  id: string;
  office_id: string;
  on_date: string;
  pool: Array<[look: number, person: string, customer: string]>;
  calls: Array<{ look: number; person: string; customer: string; callerId: string | null; caseId: string | null }>;
}

const CALL_DRAWS = `select d.id, d.office_id, d.on_date, d.pool, coalesce((select json_agg(json_build_object('look', b.look_idx, 'person', b.person_id,
    'customer', b.customer_id, 'callerId', b.caller_id, 'caseId', b.case_id)) from review.call_back b where b.draw_id = d.id), '[]') as calls
  from review.call_back_draw d where d.id > $1 order by d.id limit $2`;

/** Which customers are rung up, about whose look, by whom. */
async function compareCalls({ db, rows: { callDraws }, pruned }: DrawParts, findings: StateFinding[]): Promise<number> {
  const met = new Set<string>();
  for await (const row of tablePages<CallDrawRow>(db, CALL_DRAWS)) {
    met.add(row.id);
    const state = callDraws.get(row.id);
    const { office_id, on_date, pool } = state?.columns ?? {};
    const what = [
      ...(state === undefined ? ["not in the journal"] : []),
      ...(state && office_id !== row.office_id ? ["office_id"] : []),
      ...(state && on_date !== row.on_date ? ["on_date"] : []),
      ...(state && !hasEndedPool(row, pruned) && pool !== poolHash(row.pool) ? ["pool"] : []),
    ];
    tell(findings, "review.call_back_draw", row.id, what, state);
    if (what.length === 0 && state && !sameCalls(row, state, hasEndedPool(row, pruned)))
      tell(findings, "review.call_back", row.id, ["content"], state);
  }
  missing(findings, "review.call_back_draw", callDraws, met);
  return met.size;
}

/** The pool of a day whose looks were pruned ended with them. */
const hasEndedPool = ({ pool, on_date }: CallDrawRow, pruned: Pruned | undefined): boolean =>
  pool.length === 0 && pruned !== undefined && on_date < dayOf(pruned);

/** The first day whose lists did not end. */
const dayOf = ({ before }: Pruned): string => before.slice(0, 10);

/** What was drawn is told by its own entry, also where the pool from which it was drawn has ended. */
function sameCalls({ pool, calls }: CallDrawRow, { columns: { count, list } }: RowState, ended: boolean): boolean {
  const known = new Map(pool.map(([look, person, customer]) => [look, `${person} ${customer}`]));
  const inPool = calls.every(({ look, person, customer }) => known.get(look) === `${person} ${customer}`);
  return (ended || inPool) && calls.length === count && (list === undefined || list === callsHash(calls));
}

/** Rows that a draw laid on a desk, or left with the question: their lane is what the lot gave, from a list that was committed to. */
async function compareLanes({ db, rows: { draws }, now, pruned }: DrawParts, findings: StateFinding[]): Promise<number> {
  const since = new Date(now - DAYS * 86_400_000).toISOString().slice(0, 10);
  let compared = 0;
  for (const [id, state] of draws) {
    const { on_date, seed, budget, list_hash } = state.columns;
    if (String(on_date) < since || (pruned !== undefined && String(on_date) < dayOf(pruned)) || typeof seed !== "string") continue;
    const list = await candidatesOf(db, id);
    compared += list.length;
    if (listHash(list) !== list_hash) {
      tell(findings, "review.draw_candidate", id, ["content"], state);
      continue;
    }
    const lanes = new Map(drawReviews({ looks: list, budget: Number(budget), seed }).map((one) => [one.id, one.lane]));
    const expected = new Map(list.flatMap((one) => (one.rowId ? [[one.rowId, lanes.get(one.id) ?? "question"] as const] : [])));
    await compareRows(db, expected, state, findings);
  }
  return compared;
}

async function compareRows(db: Reading, expected: ReadonlyMap<string, string>, state: RowState, findings: StateFinding[]): Promise<void> {
  const { rows } = await db.query<{ id: string; lane: string | null }>("select id, lane from review.desk_row where id = any ($1)", [
    [...expected.keys()],
  ]);
  const found = new Map(rows.map(({ id, lane }) => [id, lane]));
  for (const [id, lane] of expected)
    if (!found.has(id)) tell(findings, "review.desk_row", id, ["missing"], state);
    else if (found.get(id) !== lane) tell(findings, "review.desk_row", id, ["lane"], state);
}
