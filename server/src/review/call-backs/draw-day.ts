import { NoEntry, type Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { nextDay } from "../../platform/local-day.ts";
import { commitment, type Seed, seedOf } from "../../platform/lot.ts";
import { mondayOf } from "../../watch/index.ts";
import { type Office, officeDay } from "../office-day.ts";
import { callerFor } from "./callers.ts";
import { type Callable, drawCalls, weekdayOf } from "./draw-calls.ts";
import { callsHash, poolHash } from "./hashes.ts";
import type { CallBackParts } from "./parts.ts";
import { callable, type PoolRow, SOURCE } from "./pool.ts";
import { askedAbout, beginWeek, type DrawRow, endWeeks, insertCallBacks, insertDraw, isDrawn, type NewCallBack } from "./store.ts";

const DAY = 86_400_000;

export interface DrawnDay {
  office: { id: string; name: string };
  date: string;
  /** Looks from which was drawn. */
  pool: number;
  /** Calls that were drawn; fewer than wished where few looks ask for one. */
  drawn: number;
  /** Of those: for which nobody may call but the supervisor. */
  withoutCaller: number;
}

/**
 * Draws the call-backs about one office's day that is over. Once: asked again, it gives nothing. Who asks for the draw cannot steer it, for its seed
 * was committed to with the week before. Undefined where it was drawn already, or no look asks for a call.
 */
export async function drawDay(
  parts: CallBackParts,
  office: Office,
  date: string,
  calls = parts.settings.calls,
): Promise<DrawnDay | undefined> {
  await parts.flush();
  if (await isDrawn(parts.db, office.id, date)) return undefined;
  const now = parts.clock.now();
  const before = (days: number): Date => new Date(now.getTime() - days * DAY);
  const { restDays, refusedDays } = parts.settings;
  const pool = await callable(parts.db, await officeDay(parts.db, office, date), {
    since: before(restDays),
    refusedSince: before(refusedDays),
  });
  if (pool.length === 0) return undefined;
  const week = mondayOf(date);
  const seed = seedOf(parts.serverKey, nameOf(office.id, week));
  const due = await duePersons(parts, office.id, date, pool, seed);
  const draw: DrawRow = { id: newId("cdr"), officeId: office.id, date, week, calls, pool, due };
  const drawn = drawCalls({ pool, calls, due: new Set(due), date, seed });
  const list = await handOut(parts, office, date, drawn, pool, seed);
  if (!(await keep(parts, draw, list, seed, now))) return undefined;
  const { id, name } = office;
  return {
    office: { id, name },
    date,
    pool: pool.length,
    drawn: list.length,
    withoutCaller: list.filter(({ callerId }) => !callerId).length,
  };
}

/** Names one seed, and no other. */
const nameOf = (officeId: string, week: string): string => `call-backs ${officeId} ${week}`;

/** Of whom no call was drawn this week, although his weekday has come; by id, as the draw is told. */
async function duePersons({ db }: CallBackParts, officeId: string, date: string, pool: readonly PoolRow[], seed: Seed): Promise<string[]> {
  const week = mondayOf(date);
  const asked = await askedAbout(db, officeId, week);
  const today = Math.round((Date.parse(date) - Date.parse(week)) / DAY);
  const persons = [...new Set(pool.map(({ personId }) => personId))].sort();
  return persons.filter((id) => !asked.has(id) && weekdayOf(id, seed) <= today);
}

/** A task for each caller, before the call-back itself: a crash between the two leaves a task that the next draw finds again. */
async function handOut(
  { db, clock, callBacks, ringOf }: CallBackParts,
  office: Office,
  date: string,
  drawn: readonly Callable[],
  pool: readonly PoolRow[],
  seed: Seed,
): Promise<NewCallBack[]> {
  const list: NewCallBack[] = [];
  for (const one of drawn) {
    const purpose = pool.find(({ look }) => look === one.look)?.purpose ?? "";
    const ring = await ringOf(one.personId, office.zone);
    const about = {
      personId: one.personId,
      look: one.look,
      officeId: office.id,
      functions: callBacks.functionsOf(purpose),
      ring,
      now: clock.now(),
    };
    const callerId = await callerFor(db, { ...about, seed });
    const task = { external: `${office.id} ${date} ${one.look}`, source: SOURCE, customer: one.customerId, purpose, office: office.id };
    const caseId = callerId === undefined ? undefined : await callBacks.dispatch({ ...task, assignedTo: callerId });
    list.push({ ...one, id: newId("cbk"), callerId, caseId });
  }
  return list;
}

async function keep(
  { act, serverKey }: CallBackParts,
  draw: DrawRow,
  list: readonly NewCallBack[],
  seed: Seed,
  now: Date,
): Promise<boolean> {
  try {
    await act(async (tx, write) => {
      // Somebody else's of the same moment stands; then nothing is written here.
      if (!(await insertDraw(tx, draw, now))) return;
      await tellWeek(tx, write, draw, serverKey, now);
      await insertCallBacks(tx, draw, list, now);
      await tellDraw(write, draw, list, seed);
    });
    return true;
  } catch (error) {
    if (error instanceof NoEntry) return false;
    throw error;
  }
}

const about = (officeId: string) => ({ typ: "draw", aggregate: `call-backs:${officeId}` });

/** The first draw of a week commits to the next one's seed, and tells the seeds of those that are over. */
async function tellWeek(tx: Writing, write: Write, { officeId, week }: DrawRow, serverKey: Buffer, now: Date): Promise<void> {
  if (!(await beginWeek(tx, officeId, week, now))) return;
  const seed = (of: string): Seed => seedOf(serverKey, nameOf(officeId, of));
  const next = nextDay(week, 7);
  const body = { kind: "callbacks", office: officeId };
  await write({ ...about(officeId), body: { ...body, change: "committed", date: next, commitment: commitment(seed(next)) } });
  for (const ended of await endWeeks(tx, officeId, week, now))
    await write({ ...about(officeId), body: { ...body, change: "revealed", date: ended, seed: seed(ended) } });
}

/** Most looks that one entry names. */
const NAMED = 500;

async function tellDraw(write: Write, { id, officeId, date, pool }: DrawRow, list: readonly NewCallBack[], seed: Seed): Promise<void> {
  const hash = poolHash(pool.map(({ look, personId, customerId }) => [look, personId, customerId]));
  await write({
    ...about(officeId),
    body: {
      ...{ kind: "callbacks", change: "drawn", date, id, office: officeId, of: pool.length, count: list.length, hash },
      ...{ commitment: commitment(seed), looks: list.slice(0, NAMED).map(({ look }) => look), list: callsHash(list) },
    },
    marks: [{ table: "review.call_back_draw", id }, ...list.map((one) => ({ table: "review.call_back" as const, id: one.id }))],
  });
}
