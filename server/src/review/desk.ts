import { dayBounds, localDay, nextDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import type { CustomerNames } from "./customer-names.ts";
import { deskWith } from "./drills/among-rows.ts";
import { lastEvening } from "./evening-store.ts";
import { type Office, offices } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import { countsOfPeople, looksByDay, NO_COUNTS, teamOf } from "./person-counts.ts";
import { readPlace, writePlace } from "./place.ts";
import { countRowsTo, type RowCounts } from "./row-store.ts";
import type { ToldRow } from "./tell-row.ts";
import { words } from "./words.ts";

/** Rows on one page: the keeper opens as many names in one listing. */
const PAGE = 25;
/** Minutes that a row takes, as told in the greeting. */
const A_ROW = 2;
/** Days of the small multiples. */
const DAYS = 10;

export interface DeskPerson {
  id: string;
  name: string;
  job: string;
  looks: number;
  clear: number;
  waiting: number;
  answered: number;
  decided: number;
  followed: number;
  /** Looks on each of the last ten days, the day itself last. */
  days: number[];
}

/**
 * The team's looks, none left out: looks = clear (explained by evidence) + answered (by the person) + decided (accepted without an answer)
 * + waitingLooks + followed + open. Beside them the rows that wait on this desk: waiting = waitingRows (about looks) + waitingOthers (refusals and
 * reports).
 */
export interface DeskGreeting {
  looks: number;
  clear: number;
  answered: number;
  decided: number;
  waitingLooks: number;
  followed: number;
  /** Of work that is still going on. */
  open: number;
  /** Queues opened and searches made, no looks. */
  listings: number;
  waiting: number;
  waitingRows: number;
  waitingOthers: number;
  minutes: number;
}

export interface EveningDesk {
  office: Office;
  date: string;
  greeting: DeskGreeting;
  strip: { looks: number; clearShare: number; waiting: number; missingReports: number; refusals: number; decided: number };
  rows: ToldRow[];
  next?: string;
  people: DeskPerson[];
  runAt?: string;
  /** What the team opened or was refused since then, or on a day that was never run: no row tells of it yet. */
  unseen: number;
}

export interface DeskAsk {
  date?: string | undefined;
  office?: string | undefined;
  cursor?: string | undefined;
}

/** A supervisor's evening: what his team opened, what is clear, what waits for him. */
export async function openDesk(parts: ReviewParts, names: CustomerNames, { person }: SignedIn, ask: DeskAsk): Promise<EveningDesk> {
  if (!mayDecide(person.functions)) throw problem("forbidden", words.supervisorOnly);
  const [office] = await offices(parts.db, ask.office ?? person.officeId);
  if (!office) throw problem("not-found", words.unknownOffice);
  const date = ask.date ?? localDay(parts.clock.now(), office.zone);
  const desk = await deskWith(parts, person, { date, office: ask.office, after: readPlace(ask.cursor), limit: PAGE + 1 });
  const page = desk.found.slice(0, PAGE);
  const named = await names(person.id, desk.customersOf(page));
  const people = await peopleOf(parts, person.id, date, office.zone);
  const count = await countRowsTo(parts.db, person.id, date, ask.office);
  const run = await lastEvening(parts.db, office.id, date);
  const last = page.at(-1);
  return {
    office,
    date,
    people: people.map(({ listings: _, ...one }) => one),
    ...numbers(people, count),
    rows: page.map((row) => desk.tell(row, named)),
    ...(desk.found.length > PAGE && last ? { next: writePlace(last) } : {}),
    ...(run ? { runAt: run.runAt.toISOString() } : {}),
    unseen: await unseenBy(parts, people, dayBounds(date, office.zone), run?.runAt),
  };
}

export const mayDecide = (functions: readonly string[]): boolean =>
  ["supervisor", "branch_head", "officer"].some((name) => functions.includes(name));

/** A desk without rows says that the day is done only where nothing has happened since somebody looked. */
async function unseenBy(
  { db }: ReviewParts,
  team: readonly DeskPerson[],
  { from, until }: { from: Date; until: Date },
  runAt: Date | undefined,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(distinct l.idx)::int as n from journal.look_index l
      where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.at > $4 and (l.typ in ('look', 'use', 'match') or l.decision = 'deny')`,
    [team.map(({ id }) => id), from, until, runAt ?? new Date(0)],
  );
  return rows[0]?.n ?? 0;
}

/** The listings of each are added up, and shown of nobody. */
type CountedPerson = DeskPerson & { listings: number };

async function peopleOf(parts: ReviewParts, supervisorId: string, date: string, zone: string): Promise<CountedPerson[]> {
  const team = await teamOf(parts.db, supervisorId);
  const ids = team.map(({ id }) => id);
  const { from, until } = dayBounds(date, zone);
  const counts = await countsOfPeople(parts.db, ids, from, until);
  const first = nextDay(date, 1 - DAYS);
  const days = await looksByDay(parts.db, ids, dayBounds(first, zone).from, until, zone);
  return team.map((one) => {
    const { personId: _, ...told } = counts.get(one.id) ?? { personId: one.id, ...NO_COUNTS };
    return {
      ...one,
      ...told,
      days: Array.from({ length: DAYS }, (_, at) => days.get(one.id)?.get(nextDay(first, at)) ?? 0),
    };
  });
}

function numbers(people: readonly CountedPerson[], count: RowCounts): Pick<EveningDesk, "greeting" | "strip"> {
  const sum = (name: keyof typeof NO_COUNTS): number => people.reduce((total, one) => total + one[name], 0);
  const [looks, clear, waitingLooks] = [sum("looks"), sum("clear"), sum("waiting")];
  const [answered, decided, followed] = [sum("answered"), sum("decided"), sum("followed")];
  const { waiting, others } = count;
  return {
    greeting: {
      ...{ looks, clear, answered, decided, waitingLooks, followed, open: looks - clear - answered - decided - waitingLooks - followed },
      ...{ listings: sum("listings"), waiting, waitingRows: waiting - others, waitingOthers: others, minutes: waiting * A_ROW },
    },
    strip: {
      looks,
      clearShare: looks === 0 ? 0 : Math.round((1000 * clear) / looks) / 1000,
      waiting,
      missingReports: count.missing,
      refusals: count.refusals,
      decided: count.decided,
    },
  };
}
