import { answerDue } from "./ask-first.ts";
import { closeDay, overAt } from "./close-day.ts";
import { changeRows, insertRows, keptRows, mistakesOfDay, overdue, passOn } from "./desk-store.ts";
import type { Draft } from "./draft.ts";
import { countEvening, countSeen, type EveningCounts, jobShares, lastEvening, writeEvening, writeJobDay } from "./evening-store.ts";
import { explainDay } from "./explain-day.ts";
import { unexplainedFacts } from "./facts-store.ts";
import { listingsOfDay } from "./listing-drafts.ts";
import { lookDrafts } from "./look-drafts.ts";
import { addExplanations, looksByPerson, type Unexplained } from "./look-store.ts";
import { type Office, type OfficeDay, officeDay } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import { type DeskPlan, planDesk } from "./plan-desk.ts";
import { refusalDrafts, refusalsOfDay } from "./refusal-drafts.ts";
import { relationDrafts } from "./relation-drafts.ts";
import { reportDrafts } from "./report-drafts.ts";
import { rarity } from "./rules.ts";
import { sharedLoginDrafts } from "./shared-login-drafts.ts";
import { signInDrafts } from "./sign-in-drafts.ts";
import { inPortions, portion } from "./turns.ts";
import { unansweredDrafts } from "./unanswered-drafts.ts";
import { lookKey } from "./weigh/look-features.ts";

/** What a run has found: rows for the desk, and what evidence says of each look that it does not explain. */
export interface Findings {
  drafts: Draft[];
  judged: ReadonlyMap<string, Unexplained>;
  /** Looks of each person of the office. */
  looks: ReadonlyMap<string, number>;
  /** Looks that are judged later: of work in hand, or for want of a feed. */
  open: number;
}

export interface EveningRun extends EveningCounts {
  office: Office;
  date: string;
  runAt: Date;
}

/**
 * One office's evening: every look of the local day is explained or lies on a desk, and every report is held against what was done. May run
 * as often as one likes: it goes on from what is explained already, late evidence explains what lay on a desk, and a run that changes nothing writes nothing.
 */
export async function runEvening(parts: ReviewParts, office: Office, date: string): Promise<EveningRun> {
  await parts.flush();
  const day = await officeDay(parts.db, office, date);
  const now = parts.clock.now();
  const { silentHours } = parts.settings;
  const found = await findingsOf(parts, day, now);
  const { drafts } = found;
  const plan = planDesk(await keptRows(parts.db, day), drafts, await mistakesOfDay(parts.db, day));
  const silentSince = new Date(now.getTime() - silentHours * 3_600_000);
  const before = await lastEvening(parts.db, office.id, date);
  const late = await overdue(parts.db, day, silentSince);
  const seen = await countSeen(parts.db, day);
  if (before && !late && isEmpty(plan) && sameCounts(before, await countEvening(parts.db, day, seen))) {
    await closeDay(parts, day, found, before, now);
    return { office, date, ...before };
  }
  const [last, ...earlier] = [...inPortions(plan.insert, portion(parts.db, "rows"))].reverse();
  // Rows follow from looks and evidence: those of a run that was cut off are found there by the next.
  for (const some of earlier) await parts.derive((tx) => insertRows(tx, day, some, now));
  const counts = await parts.act(async (tx, write) => {
    await insertRows(tx, day, last ?? [], now);
    await changeRows(tx, plan.change);
    const passed = late ? await passOn(tx, day, silentSince, silentHours) : 0;
    const counted = await countEvening(tx, day, seen);
    await writeEvening(tx, day, counted, now);
    await write({
      typ: "evening",
      aggregate: `evening:${office.id}`,
      body: {
        office: office.id,
        date,
        looks: counted.looks,
        explained: counted.explained,
        unexplained: counted.unexplained,
        answered: counted.answered,
      },
    });
    if (passed > 0)
      await write({
        typ: "desk",
        aggregate: `evening:${office.id}`,
        body: { change: "passed_on", office: office.id, date, count: passed },
      });
    return counted;
  });
  await closeDay(parts, day, found, counts, now);
  return { office, date, runAt: now, ...counts };
}

async function findingsOf(parts: ReviewParts, day: OfficeDay, now: Date): Promise<Findings> {
  const looks = await looksByPerson(parts.db, day);
  const explained = await explainDay(parts, day, looks);
  // What is in hand now, or done after this run, shall not wait for somebody to run the evening once more: else whoever looks late is never asked.
  const over = await overAt(parts.db, day);
  const next = explained.judgedBy === undefined ? over : new Date(explained.judgedBy);
  if (next > now) await parts.watch.lateDays.again({ officeId: day.office.id, date: day.date }, next, now);
  const { unexplained } = explained;
  const listings = await listingsOfDay(parts.db, day);
  for (const some of inPortions([...listings.explained, ...explained.listings], portion(parts.db, "looks")))
    await parts.derive((tx) => addExplanations(tx, day, some, now));
  await parts.derive((tx) => writeJobDay(tx, day, byJob(day, looks)));
  const fresh = unexplained.filter(({ look }) => look.rowId === undefined);
  const rows = lookDrafts(day, fresh, await unexplainedFacts(parts.db, day, fresh));
  await tellRarity(parts, day, rows);
  const drafts = [
    ...(await asked(parts, day, [...rows, ...listings.drafts], now)),
    ...refusalDrafts(day, await refusalsOfDay(parts.db, day)),
    ...(await signInDrafts(parts.db, day)),
    ...(await sharedLoginDrafts(parts.db, day)),
    ...(await relationDrafts(parts.db, day, rows)),
    ...(await reportDrafts(parts.db, day, now)),
    ...(await unansweredDrafts(parts.db, day, now)),
  ];
  return { drafts, looks, open: explained.open, judged: new Map(unexplained.map((one) => [lookKey(one.look), one])) };
}

/** Whoever looked is asked first, and has until his next shift. */
async function asked({ db }: ReviewParts, { date }: OfficeDay, drafts: readonly Draft[], now: Date): Promise<Draft[]> {
  const due = await answerDue(db, [...new Set(drafts.map(({ personId }) => personId))], date, now);
  return drafts.map((draft) => ({ ...draft, dueAt: due(draft.personId) }));
}

function byJob(day: OfficeDay, looks: ReadonlyMap<string, number>): Map<string, number> {
  const jobs = new Map<string, number>();
  for (const [person, count] of looks) {
    const job = day.staff.get(person)?.job;
    if (job !== undefined) jobs.set(job, (jobs.get(job) ?? 0) + count);
  }
  return jobs;
}

/** Adds to each new row how rare its like is in that job, where enough looks are known to say so. */
async function tellRarity(parts: ReviewParts, day: OfficeDay, rows: readonly Draft[]): Promise<void> {
  const jobOf = (row: Draft): string => day.staff.get(row.personId)?.job ?? "";
  if (rows.length === 0) return;
  const { total, reasons } = await jobShares(parts.db, [...new Set(rows.map(jobOf))], day.date);
  for (const row of rows) {
    const counts = reasons.get(jobOf(row)) ?? new Map<string, number>();
    for (const { id } of row.reasons) counts.set(id, (counts.get(id) ?? 0) + row.looks.length);
    reasons.set(jobOf(row), counts);
  }
  for (const row of rows) {
    const rare = rarity(row.reasons, total.get(jobOf(row)) ?? 0, reasons.get(jobOf(row)) ?? new Map());
    if (rare) row.reasons.push(rare);
  }
}

const isEmpty = (plan: DeskPlan): boolean => plan.insert.length === 0 && plan.change.length === 0;

function sameCounts(a: EveningCounts, b: EveningCounts): boolean {
  return (["looks", "refused", "explained", "answered", "unexplained", "open", "searches"] as const).every((name) => a[name] === b[name]);
}
