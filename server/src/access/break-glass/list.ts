import { problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import { isOver } from "./decide.ts";
import { lineOf } from "./line.ts";
import { turnOf, type Why } from "./rules.ts";
import { type GlassRow, glassById, glassesAround, glassesSince } from "./store.ts";
import { openTask } from "./task-text.ts";
import { WORDS } from "./words.ts";

const DAY = 24 * 60 * 60_000;
/** How far back the list goes. */
const DAYS = 7;

export type GlassState = "waiting" | "granted" | "declined" | "unanswered" | "closed" | "ended";

export interface ToldGlass {
  id: string;
  person: string;
  customer: string;
  purpose: string;
  why: Why;
  minutes: number;
  rules: string[];
  askedAt: Date;
  state: GlassState;
  decidedBy: string | undefined;
  /** The person opened it himself, without anybody above him. */
  alone: boolean;
  until: Date | undefined;
}

/** Waiting ones that this person may decide bear the instant from which he may. */
export type GlassForMe = ToldGlass & { mayFrom: Date | undefined };

/** Those of the last week that this person asked for, or may decide. */
export async function listBreakGlass(house: House, by: { id: string }): Promise<GlassForMe[]> {
  const now = house.clock.now();
  const rows = await glassesAround(house.db, by.id, new Date(now.getTime() - DAYS * DAY));
  return Promise.all(rows.map(async (row) => ({ ...told(house, row, now), mayFrom: await mayFrom(house, by.id, row, now) })));
}

/** Of the whole house, for whoever runs it: no name and no text of a customer. */
export async function allBreakGlass(house: House): Promise<ToldGlass[]> {
  const now = house.clock.now();
  return (await glassesSince(house.db, new Date(now.getTime() - DAYS * DAY))).map((row) => told(house, row, now));
}

/** What it is for, as sealed; read by the asker or by who may decide, each with an entry. @throws Problem `not-found` */
export async function readTask(house: House, by: { id: string }, id: string): Promise<{ task: string }> {
  const row = await glassById(house.db, id);
  const line = row && (await lineOf(house.db, row.personId, row.customerId, house.clock.now()));
  const mine = row?.personId === by.id || [line?.first, line?.second].some((one) => one?.id === by.id && one.fit);
  const task = row && mine ? await openTask(house, by.id, row) : undefined;
  if (task === undefined) throw problem("not-found", WORDS.notFound);
  return { task };
}

async function mayFrom(house: House, by: string, row: GlassRow, now: Date): Promise<Date | undefined> {
  if (stateOf(house, row, now) !== "waiting" || row.personId === by) return undefined;
  const turn = turnOf(
    await lineOf(house.db, row.personId, row.customerId, now),
    by,
    row.askedAt,
    now,
    house.settings.breakGlass.deputySeconds,
  );
  return turn === "never" ? undefined : turn === "now" ? row.askedAt : turn.from;
}

function stateOf(house: House, row: GlassRow, now: Date): GlassState {
  if (row.closedAt !== null) return "closed";
  if (row.decidedAt === null) return isOver(house, row, now) ? "unanswered" : "waiting";
  if (!row.granted) return "declined";
  return row.untilAt !== null && row.untilAt > now ? "granted" : "ended";
}

const told = (house: House, row: GlassRow, now: Date): ToldGlass => ({
  id: row.id,
  person: row.personId,
  customer: row.customerId,
  purpose: row.purpose,
  why: row.why,
  minutes: row.minutes,
  rules: row.rules,
  askedAt: row.askedAt,
  state: stateOf(house, row, now),
  decidedBy: row.decidedBy ?? undefined,
  alone: row.decidedBy === row.personId,
  until: row.untilAt ?? undefined,
});
