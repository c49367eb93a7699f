import { newId } from "../../platform/ids.ts";
import { dayBounds, localDay, nextDay } from "../../platform/local-day.ts";
import { countSigns, type DayCount, type DaySigns, type Drift, driftOf, summedDays } from "../../watch/index.ts";
import { writeStep } from "../inquiries/ledger.ts";
import type { Office } from "../office-day.ts";
import { isTaken } from "./control-month.ts";
import { type Member, membersOf } from "./members.ts";
import type { ControlParts } from "./parts.ts";

/** Working days that a drift looks back upon lie within so many days. */
const BACK = 60;
const LATELY = 5;
const NOTHING: DayCount = { count: 0, of: 0 };

/** What is counted of somebody, each against the same of his own past and of those who do the same job (R68). */
export const SIGNS = ["looks", "off_hours", "repeats", "refusals"] as const;
export type Sign = (typeof SIGNS)[number];

/** A day of somebody, with all looks of his job in this office: his share of them is what rises. */
type Day = DaySigns & { ofJob: number };

const COUNT: Readonly<Record<Sign, (day: Day) => DayCount>> = {
  looks: ({ looks, ofJob }) => ({ count: looks, of: ofJob }),
  off_hours: ({ offHours, looks }) => ({ count: offHours, of: looks }),
  repeats: ({ repeats, looks }) => ({ count: repeats, of: looks }),
  refusals: ({ refused, looks }) => ({ count: refused, of: refused + looks }),
};

export interface Rise {
  sign: Sign;
  drift: Drift;
}

/**
 * Asks the supervisor for a talk with each person of an office whose signs rise above his own past and above his peers (R68), until yesterday. A talk
 * and nothing else: no sign opens an inquiry, closes anything or counts against anybody. One for each person within the time of rest. Gives how many.
 */
export async function layTalks(parts: ControlParts, office: Office): Promise<number> {
  const now = parts.clock.now();
  const members = await membersOf(parts.db, office.id, now);
  if (members.length === 0) return 0;
  await parts.flush();
  const today = localDay(now, office.zone);
  const from = dayBounds(nextDay(today, -BACK), office.zone).from;
  const counted = await countSigns(
    parts.db,
    members.map(({ id }) => id),
    from,
    dayBounds(today, office.zone).from,
    office.zone,
  );
  let laid = 0;
  for (const { member, rises } of risesOf(members, counted)) if (await layTalk(parts, member, rises, today)) laid++;
  return laid;
}

/** Whose signs rise. Pure. */
export function risesOf(members: readonly Member[], counted: readonly DaySigns[]): Array<{ member: Member; rises: Rise[] }> {
  const jobs = new Map(members.map(({ id, job }) => [id, job]));
  const ofJob = new Map<string, number>();
  const key = ({ personId, day }: DaySigns): string => `${day} ${jobs.get(personId) ?? ""}`;
  for (const one of counted) ofJob.set(key(one), (ofJob.get(key(one)) ?? 0) + one.looks);
  const days = new Map<string, Day[]>(members.map(({ id }) => [id, []]));
  for (const one of counted) days.get(one.personId)?.push({ ...one, ofJob: ofJob.get(key(one)) ?? 0 });
  const found = new Map<string, Rise[]>();
  for (const sign of SIGNS) {
    const own = new Map([...days].map(([id, all]) => [id, all.map(COUNT[sign])]));
    const lately = ({ id }: Member) => (own.get(id) ?? []).slice(-LATELY);
    const all = new Map<string, DayCount>();
    for (const member of members) all.set(member.job, summedDays([all.get(member.job) ?? NOTHING, ...lately(member)]));
    for (const member of members) {
      const [ofAll, his] = [all.get(member.job) ?? NOTHING, summedDays(lately(member))];
      const drift = driftOf(own.get(member.id) ?? [], [{ count: ofAll.count - his.count, of: ofAll.of - his.of }]);
      if (drift?.isRising) found.set(member.id, [...(found.get(member.id) ?? []), { sign, drift }]);
    }
  }
  return members.flatMap((member) => {
    const rises = found.get(member.id);
    return rises ? [{ member, rises }] : [];
  });
}

/** In thousandths, as the step keeps it: sign, share of the last five days, own past, peers. */
const figureOf = ({ sign, drift }: Rise): string =>
  [sign, ...[drift.share, drift.past, drift.peers].map((share) => Math.round(share * 1_000))].join(" ");

async function layTalk(parts: ControlParts, { id, supervisorId }: Member, rises: readonly Rise[], today: string): Promise<boolean> {
  const { restDays, controlDays } = parts.settings;
  const now = parts.clock.now();
  const topic = `talk ${id} ${today}`;
  const asked = "select 1 from review.inquiry_step where kind = 'talk_due' and person_id = $1 and at > $2 limit 1";
  const since = new Date(now.getTime() - restDays * 86_400_000);
  if ((await isTaken(parts.db, topic)) || (await parts.db.query(asked, [id, since])).rowCount > 0) return false;
  const until = nextDay(today, controlDays);
  await parts.act(async (tx, write) => {
    await writeStep(tx, write, now, {
      ...{ thread: newId("tld"), begins: true, kind: "talk_due", typ: "control", personId: id, topic, unnamed: true },
      facts: { until, figures: rises.map(figureOf), supervisor: supervisorId },
      body: { state: "due", until },
    });
  });
  return true;
}
