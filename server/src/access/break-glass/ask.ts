import type { Reading } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { fill } from "../../platform/language.ts";
import { problem } from "../../platform/problem.ts";
import { type Gathered, gather } from "../gather.ts";
import type { House } from "../parts.ts";
import { decide, isBreakable } from "../policy.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { lineOf } from "./line.ts";
import { type NewNotice, officers, tell } from "./notices.ts";
import type { Line, Why } from "./rules.ts";
import { askedSince, insertGlass, liveGlass, markDecided, waitingGlass } from "./store.ts";
import { sealTask } from "./task-text.ts";
import { WORDS } from "./words.ts";

const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;

export interface GlassQuestion {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  why: Why;
  /** What it is for, in his own words. */
  task: string;
  minutes?: number | undefined;
}

export interface AskedGlass {
  refused: false;
  id: string;
  state: "waiting" | "granted";
  minutes: number;
  /** Until when an answer may come, or, where it is open already, until when one may look. */
  until: Date;
}

/**
 * Asks for emergency access where a look would be refused for want of a case, off duty, outside the portfolio or at a public figure. What no emergency lifts is
 * refused and journaled like the look itself; outside scope the answer is that of nobody.
 * @throws Problem 409 where it is not needed, open, asked already or nobody may decide · 422 · 429
 */
export async function askBreakGlass(house: House, question: GlassQuestion): Promise<AskedGlass | Refusal> {
  const { minutes: standard, most, alone } = house.settings.breakGlass;
  const minutes = question.minutes ?? standard;
  if (minutes > most) throw tooLong(most);
  const about = await gather(house, { ...question, costs: true });
  const decision = decide(house.policy, "look", about.facts);
  if (decision.allowed) throw problem("not-needed", WORDS.notNeeded, { status: 409 });
  const { customerId } = about;
  if (!isBreakable(decision.rules) || customerId === undefined) return refuse(house, about, decision);
  const line = await lineOf(house.db, about.person.id, customerId, about.now);
  await refuseTooMuch(house, house.db, about, customerId, question.purpose);
  if (!alone && !line.first?.fit && !line.second?.fit)
    throw problem("nobody-decides", WORDS.nobody, { status: 409, detail: WORDS.nobodyWay });
  const id = newId("bgl");
  const whose = { id, customerId, wrap: about.holder.wrap };
  const task = await sealTask(house, about.person.id, whose, question.task);
  return write(house, about, { ...question, id, customerId, task, minutes, rules: [...decision.rules] }, line);
}

type Asked = GlassQuestion & { id: string; customerId: string; minutes: number; rules: string[] };

async function refuseTooMuch(
  { settings }: House,
  db: Reading,
  { person, now }: Gathered,
  customerId: string,
  purpose: string,
): Promise<void> {
  const { answerMinutes, asksADay } = settings.breakGlass;
  if (await liveGlass(db, person.id, customerId, purpose, now)) throw problem("not-needed", WORDS.open, { status: 409 });
  const waiting = await waitingGlass(db, { personId: person.id, customerId, purpose }, new Date(now.getTime() - answerMinutes * MINUTE));
  if (waiting) throw problem("conflict", WORDS.waits, { breakGlass: waiting.id });
  if ((await askedSince(db, person.id, new Date(now.getTime() - DAY))) >= asksADay)
    throw problem("too-many-tries", WORDS.tooMany, { detail: WORDS.tooManyWay });
}

function write(house: House, about: Gathered, asked: Asked, line: Line): Promise<AskedGlass> {
  const { person, now, holder, facts } = about;
  const { alone, answerMinutes } = house.settings.breakGlass;
  const { id, customerId, purpose, why, task, minutes, rules } = asked;
  const until = new Date(now.getTime() + (alone ? minutes : answerMinutes) * MINUTE);
  const common = {
    typ: "breakglass",
    aggregate: `break-glass:${id}`,
    act: person.id,
    psn: person.id,
    customer: { id: holder.id, wrap: holder.wrap },
  };
  return house.act(async (tx, write) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`break-glass/${person.id}`]);
    // Asked again, alone now: of many at one moment no more than a day's go through.
    await refuseTooMuch(house, tx, about, customerId, purpose);
    await insertGlass(tx, {
      id,
      customerId,
      personId: person.id,
      officeId: person.officeId,
      purpose,
      why,
      task,
      minutes,
      rules,
      askedAt: now,
    });
    const body = { change: "asked", id, why, minutes, office: person.officeId };
    await write({ ...common, pur: purpose, rsn: rules, body });
    if (alone) {
      await markDecided(tx, { id, by: person.id, at: now, granted: true, until });
      const granted = { change: "granted", id, alone: true, until: until.toISOString() };
      await write({ ...common, pur: purpose, body: granted, marks: [{ table: "access.break_glass", id }] });
    }
    const notice = { breakGlass: id, about: person.id, customer: customerId };
    await tell(tx, await whoIsTold(tx, line, { ...notice, alone, publicFigure: facts.public_figure }, now), now);
    return { refused: false as const, id, state: alone ? ("granted" as const) : ("waiting" as const), minutes, until };
  });
}

/** Both who may decide, or, where nobody is asked, both who were skipped; and the officers where it is about a public figure (R1). */
async function whoIsTold(
  tx: Parameters<typeof officers>[0],
  { first, second }: Line,
  { alone, publicFigure, ...about }: Omit<NewNotice, "to" | "kind"> & { alone: boolean; publicFigure: boolean },
  now: Date,
): Promise<NewNotice[]> {
  const dpo = publicFigure ? await officers(tx, now) : [];
  return [
    { to: first?.id, kind: alone ? "skipped" : "asked", ...about },
    { to: second?.id, kind: alone ? "skipped" : "asked_deputy", ...about },
    ...dpo.map((to) => ({ to, kind: "public_figure" as const, ...about })),
  ];
}

export function tooLong(most: number) {
  const { id, en } = WORDS.minutesWay;
  return problem("too-long", WORDS.minutes, { status: 422, where: "minutes", detail: { id: fill(id, { most }), en: fill(en, { most }) } });
}
