import type { Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { localDay, nextDay } from "../../platform/local-day.ts";
import { writeStep } from "../inquiries/ledger.ts";
import type { Office } from "../office-day.ts";
import { BAIT_QUESTIONS } from "./bait-questions.ts";
import { beginMonth, isBegun, monthSeed } from "./control-month.ts";
import { type DrawnControls, drawMonth } from "./draw-month.ts";
import { layMissing } from "./lay-missing.ts";
import { type Member, membersOf } from "./members.ts";
import type { ControlParts } from "./parts.ts";

/**
 * Lays before the supervisors of an office what the month's lots bring until today: one unannounced check (R59) and one suggested question (R65) of
 * each person. Whoever asks cannot steer it: the seed of a month was committed to in the month before. Those who are watched learn nothing of it
 * before it is done. Laid already, it changes nothing. Gives how many were laid.
 */
export async function layControls(parts: ControlParts, office: Office): Promise<number> {
  const { db, act, clock, settings, serverKey } = parts;
  const now = clock.now();
  const today = localDay(now, office.zone);
  const month = today.slice(0, 7);
  const members = new Map((await membersOf(db, office.id, now)).map((member) => [member.id, member]));
  if (members.size === 0) return 0;
  if (!(await isBegun(db, office.id, month))) await act((tx, write) => beginMonth(parts, tx, write, { officeId: office.id, month }));
  const seed = monthSeed(serverKey, office.id, month);
  const drawn = drawMonth([...members.keys()], Object.keys(BAIT_QUESTIONS), month, settings.controlDays, seed);
  const until = nextDay(today, settings.controlDays);
  return layMissing(parts, dueUntil(drawn, month, Number(today.slice(8))), (tx, write, one) =>
    layOne(tx, write, now, { ...one, month, until }, members.get(one.personId)),
  );
}

interface Due {
  kind: "check_due" | "bait_due";
  personId: string;
  question?: string;
  topic: string;
}

/** What the lots have brought until this day of the month. Pure. */
function dueUntil(drawn: readonly DrawnControls[], month: string, day: number): Due[] {
  return drawn.flatMap(({ personId, check, bait, question }): Due[] => [
    ...(check <= day ? [{ kind: "check_due" as const, personId, topic: `check ${personId} ${month}` }] : []),
    ...(bait <= day ? [{ kind: "bait_due" as const, personId, question, topic: `bait ${personId} ${month}` }] : []),
  ]);
}

async function layOne(tx: Writing, write: Write, now: Date, due: Due & { month: string; until: string }, member: Member | undefined) {
  const { kind, personId, question, topic, month, until } = due;
  await writeStep(tx, write, now, {
    ...{ thread: newId(kind === "check_due" ? "chk" : "bat"), begins: true, kind, typ: "control", personId, topic, unnamed: true },
    facts: { month, until, question, supervisor: member?.supervisorId },
    body: { state: "due", until },
  });
}
