import type { Write } from "../../journal/index.ts";
import type { Reading, Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { localInstant } from "../../platform/local-day.ts";
import { commitment, type Seed, seedOf } from "../../platform/lot.ts";
import { writeStep } from "../inquiries/ledger.ts";
import { monthOn } from "./draw-month.ts";
import type { ControlParts } from "./parts.ts";

/** The seed of an office's month. Nobody learns it before the month is over. */
export const monthSeed = (serverKey: Buffer, officeId: string, month: string): Seed => seedOf(serverKey, monthTopic(officeId, month));

const monthTopic = (officeId: string, month: string): string => `controls ${officeId} ${month}`;

export const isBegun = (db: Reading, officeId: string, month: string): Promise<boolean> => isTaken(db, monthTopic(officeId, month));

/** Does a thread with this topic lie there? */
export async function isTaken(db: Reading, topic: string): Promise<boolean> {
  return (await db.query("select 1 from review.inquiry_step where topic = $1", [topic])).rowCount > 0;
}

/** The month begins: the next one's seed is committed to, and the seed of the one that is over is told. */
export async function beginMonth(
  { serverKey, clock }: Pick<ControlParts, "serverKey" | "clock">,
  tx: Writing,
  write: Write,
  { officeId, month }: { officeId: string; month: string },
): Promise<void> {
  const next = monthOn(month, 1);
  const seed = (of: string): Seed => monthSeed(serverKey, officeId, of);
  await writeStep(tx, write, clock.now(), {
    ...{ thread: newId("cmo"), begins: true, kind: "control_month", typ: "control", topic: monthTopic(officeId, month) },
    facts: { office: officeId, month, commitment: commitment(seed(month)), next: commitment(seed(next)) },
  });
  const about = { typ: "draw", aggregate: `controls:${officeId}` };
  const body = { kind: "controls", office: officeId };
  await write({ ...about, body: { ...body, change: "committed", date: `${next}-01`, commitment: commitment(seed(next)) } });
  const ended = await lastBegun(tx, officeId, month);
  if (ended !== undefined) await write({ ...about, body: { ...body, change: "revealed", date: `${ended}-01`, seed: seed(ended) } });
}

/** The month that was begun last before this one: its seed was not told yet. */
async function lastBegun(db: Reading, officeId: string, month: string): Promise<string | undefined> {
  const { rows } = await db.query<{ topic: string }>(
    "select topic from review.inquiry_step where kind = 'control_month' and starts_with(topic, $1) and topic < $2 order by topic desc limit 1",
    [monthTopic(officeId, ""), monthTopic(officeId, month)],
  );
  return rows[0]?.topic.slice(-7);
}

/** First instant of a month by an office's clocks. */
export const monthStart = (month: string, zone: string): Date => localInstant(`${month}-01`, "00:00", zone);
