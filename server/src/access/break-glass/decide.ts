import { problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import { tooLong } from "./ask.ts";
import { lineOf } from "./line.ts";
import { tell } from "./notices.ts";
import { type Line, turnOf } from "./rules.ts";
import { type GlassRow, glassById, markClosed, markDecided } from "./store.ts";
import { WORDS } from "./words.ts";

const MINUTE = 60_000;

const notFound = () => problem("not-found", WORDS.notFound);
const over = () => problem("conflict", WORDS.decided);

export interface DecidedGlass {
  id: string;
  granted: boolean;
  until: Date | undefined;
}

/**
 * The supervisor decides, or his deputy after a silence. Whoever has no say hears what he would hear of none; of two at one moment one decides.
 * @throws Problem `not-found` · `conflict` · `not-yet` 409 with `from` · 422
 */
export async function decideBreakGlass(
  house: House,
  by: { id: string },
  id: string,
  { grant, minutes }: { grant: boolean; minutes?: number | undefined },
): Promise<DecidedGlass> {
  const now = house.clock.now();
  const row = await glassById(house.db, id);
  if (row === undefined) throw notFound();
  const line = await lineOf(house.db, row.personId, row.customerId, now);
  const turn = turnOf(line, by.id, row.askedAt, now, house.settings.breakGlass.deputySeconds);
  if (turn === "never") throw notFound();
  if (row.decidedAt !== null || row.closedAt !== null || isOver(house, row, now)) throw over();
  if (turn !== "now") throw problem("not-yet", WORDS.notYet, { status: 409, detail: WORDS.notYetWay, from: turn.from.toISOString() });
  if (minutes !== undefined && minutes > row.minutes) throw tooLong(row.minutes);
  const until = grant ? new Date(now.getTime() + (minutes ?? row.minutes) * MINUTE) : undefined;
  await house.act(async (tx, write) => {
    if (!(await markDecided(tx, { id, by: by.id, at: now, granted: grant, until: until ?? null }))) throw over();
    await tell(tx, toldOf(row, line, by.id, grant), now);
    await write({
      ...entryOf(row),
      act: by.id,
      body: { change: grant ? "granted" : "declined", id, ...(until ? { until: until.toISOString() } : {}) },
      ...(grant ? { marks: [{ table: "access.break_glass" as const, id }] } : {}),
    });
  });
  return { id, granted: grant, until };
}

/** Ends it before its time: whoever asked, or one of the two who decide. Narrowing, so at once. @throws Problem `not-found` · `conflict` */
export async function closeBreakGlass(house: House, by: { id: string }, id: string): Promise<void> {
  const now = house.clock.now();
  const row = await glassById(house.db, id);
  if (row === undefined) throw notFound();
  const { first, second } = await lineOf(house.db, row.personId, row.customerId, now);
  if (![row.personId, first?.id, second?.id].includes(by.id)) throw notFound();
  if (row.untilAt !== null && row.untilAt <= now) throw over();
  await house.act(async (tx, write) => {
    if (!(await markClosed(tx, id, now))) throw over();
    await write({ ...entryOf(row), act: by.id, body: { change: "closed", id } });
  });
}

const entryOf = ({ id, personId, customerId, wrap, purpose }: GlassRow) => ({
  typ: "breakglass",
  aggregate: `break-glass:${id}`,
  psn: personId,
  customer: { id: customerId, wrap },
  pur: purpose,
});

/** Nobody answered in time: it is asked anew or not at all. */
export const isOver = (house: House, { askedAt, decidedAt }: GlassRow, now: Date): boolean =>
  decidedAt === null && now.getTime() >= askedAt.getTime() + house.settings.breakGlass.answerMinutes * MINUTE;

/** The one who asked hears what came of it; the other of the two that he was skipped. */
function toldOf(row: GlassRow, { first, second }: Line, by: string, grant: boolean) {
  const about = { breakGlass: row.id, about: row.personId, customer: row.customerId };
  const other = first?.id === by ? undefined : first?.id;
  return [
    { to: row.personId, kind: grant ? ("granted" as const) : ("declined" as const), ...about },
    { to: other, kind: "skipped" as const, ...about },
    ...(first?.id === by && second ? [{ to: second.id, kind: "skipped" as const, ...about }] : []),
  ];
}
