import { randomBytes } from "node:crypto";
import type { Write } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { commitment, lotsOf } from "../platform/lot.ts";
import { insertRows } from "./desk-store.ts";
import { draftOf } from "./draft.ts";
import { type Drawn, drawReviews, heldBack, reviewBudget } from "./draw/index.ts";
import { listHash } from "./draw-list.ts";
import {
  addCandidates,
  addDraw,
  type Candidate,
  candidate,
  candidatesOf,
  drawnBefore,
  drawsOf,
  explainedSample,
  markRevealed,
  type StoredDraw,
  setLanes,
} from "./draw-store.ts";
import type { OfficeDay } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import { inPortions, portion } from "./turns.ts";
import type { Weighed } from "./weigh/score-rows.ts";

/** Looks of the day, and how many of them are judged later. */
interface DayCounts {
  looks: number;
  open: number;
}

/** Explained looks among which the uniform lane draws: of more looks, so many taken by lot. */
const EVERYBODY = 2_000;
/** Picks of one entry. */
const AN_ENTRY = 500;

/**
 * Draws which of these rows are reviewed (R53). The commitment to seed, list and budget is sealed in the journal first; then it is drawn, and the
 * seed is told. Rows that were drawn over are never drawn again: a later part sees only what came since, and what is left of the budget.
 * A draw that a crash cut off is finished with its own seed.
 */
export async function drawDay(parts: ReviewParts, day: OfficeDay, rows: readonly Weighed[], counts: DayCounts): Promise<void> {
  const before = await drawsOf(parts.db, day.office.id, day.date);
  for (const open of before.filter(({ revealedAt }) => revealedAt === undefined)) await reveal(parts, day, open);
  const waiting = new Set(before.length > 0 ? await drawnRows(parts, before) : []);
  const fresh = rows.filter(({ id }) => !waiting.has(id));
  if (fresh.length === 0 && before.length > 0) return;
  if (fresh.length === 0 && counts.looks === 0) return;
  await reveal(parts, day, await commit(parts, day, fresh, counts, before.length + 1));
}

async function drawnRows({ db }: ReviewParts, draws: readonly StoredDraw[]): Promise<string[]> {
  const lists = await Promise.all(draws.map(({ id }) => candidatesOf(db, id)));
  return lists.flat().flatMap(({ rowId }) => rowId ?? []);
}

async function commit(
  parts: ReviewParts,
  day: OfficeDay,
  rows: readonly Weighed[],
  { looks, open }: DayCounts,
  part: number,
): Promise<StoredDraw> {
  const seed = randomBytes(32).toString("hex");
  const seedHash = commitment(seed);
  const whole = reviewBudget(looks, parts.settings.reviewMinutes);
  const unexplained = rows.map(({ id, idx, row, personId, points, hard }) => candidate({ rowId: id, idx, row, personId, points, hard }));
  const list = [...unexplained, ...(part === 1 ? await explainedSample(parts.db, day, seedHash, EVERYBODY) : [])];
  const left = Math.max(0, whole - (await drawnBefore(parts.db, day)));
  const budget = left - heldBack(left, { drawn: unexplained.filter(({ hard }) => !hard).length, open, lot: lotsOf(seed)("held", "") });
  const draw: StoredDraw = {
    ...{ id: newId("drw"), officeId: day.office.id, date: day.date, part, seed, listHash: listHash(list) },
    ...{ everyone: looks, budget, revealedAt: undefined },
  };
  let laid = 0;
  for (const some of inPortions(list, portion(parts.db, "rows"))) {
    await parts.derive((tx) => addCandidates(tx, draw.id, some, laid));
    laid += some.length;
  }
  await parts.act(async (tx, write) => {
    await addDraw(tx, { ...draw, seedHash }, list.length, parts.clock.now());
    const body = { kind: "committed", id: draw.id, date: day.date, office: day.office.id, part, seed: seedHash, list: draw.listHash };
    await write({ typ: "draw", aggregate: `evening:${day.office.id}`, body: { ...body, budget, count: list.length, of: looks } });
  });
  return draw;
}

async function reveal(parts: ReviewParts, day: OfficeDay, draw: StoredDraw): Promise<void> {
  const list = await candidatesOf(parts.db, draw.id);
  const picks = drawReviews({ looks: list, budget: draw.budget, seed: draw.seed });
  const at = parts.clock.now();
  await setAllLanes(parts, list, picks);
  await parts.act(async (tx, write) => {
    if (!(await markRevealed(tx, draw.id, at))) throw new Error("a draw was revealed twice at once");
    await laySamples(tx, day, list, picks, at);
    await tellPicks(write, day, draw, picks);
  });
}

/** Lanes follow from the list and the seed, both committed to: set twice they are the same. */
async function setAllLanes({ db, derive }: ReviewParts, list: readonly Candidate[], picks: readonly Drawn[]): Promise<void> {
  const lanes = new Map(picks.map(({ id, lane }) => [id, lane]));
  const rows = list.flatMap(({ id, rowId }) => (rowId ? [{ rowId, lane: lanes.get(id) ?? ("question" as const) }] : []));
  for (const some of inPortions(rows, portion(db, "rows"))) await derive((tx) => setLanes(tx, some));
}

/** Explained looks that were drawn lie on the desk as samples. */
async function laySamples(tx: Writing, day: OfficeDay, list: readonly Candidate[], picks: readonly Drawn[], at: Date): Promise<void> {
  const picked = new Set(picks.map(({ id }) => id));
  const drawn = list.filter(({ id, explained }) => explained && picked.has(id));
  if (drawn.length > 0) await insertRows(tx, day, await samples(tx, day, drawn), at);
}

async function samples(tx: Writing, day: OfficeDay, drawn: readonly Candidate[]) {
  const { rows } = await tx.query<{
    idx: number;
    row: number;
    at: Date;
    customer_id: string | null;
    case_id: string | null;
    template: string;
    grade: string;
  }>(
    `select l.idx, l.row, l.at, l.customer_id, l.case_id, coalesce(e.template, '') as template, coalesce(e.grade, '') as grade
     from unnest($1::bigint[], $2::int[]) as w (idx, row) join journal.look_index l on l.idx = w.idx and l.row = w.row
     left join review.explanation e on e.look_idx = l.idx and e.look_row = l.row order by l.idx, l.row`,
    [drawn.map(({ idx }) => idx), drawn.map(({ row }) => row)],
  );
  const persons = new Map(drawn.map(({ id, personId }) => [id, personId]));
  return rows.flatMap(({ idx, row, at, customer_id, case_id, template, grade }) => {
    const staff = day.staff.get(persons.get(`${idx}.${row}`) ?? "");
    const about = { at: at.getTime(), customerId: customer_id ?? undefined, caseId: case_id ?? undefined, entry: idx };
    const reasons = [{ id: "explained_by", values: { template, grade } }];
    return staff ? [draftOf(staff, { kind: "sample", topic: `${idx}.${row}`, lane: "uniform", reasons, ...about })] : [];
  });
}

/** The seed and every pick, in as many entries as it takes. */
async function tellPicks(write: Write, day: OfficeDay, draw: StoredDraw, picks: readonly Drawn[]): Promise<void> {
  const body = {
    kind: "revealed",
    id: draw.id,
    date: day.date,
    office: day.office.id,
    part: draw.part,
    seed: draw.seed,
    count: picks.length,
  };
  for (let from = 0; from === 0 || from < picks.length; from += AN_ENTRY) {
    const picked = picks.slice(from, from + AN_ENTRY).map(({ id, lane }) => `${id} ${lane}`);
    await write({ typ: "draw", aggregate: `evening:${day.office.id}`, body: { ...body, picked } });
  }
}
