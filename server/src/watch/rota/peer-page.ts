import type { Reading } from "../../platform/database.ts";
import { localDay } from "../../platform/local-day.ts";
import { countSigns } from "../signs/count-signs.ts";
import { currentRota } from "./draw-period.ts";
import type { Eased } from "./draw-rota.ts";
import type { RotaParts } from "./parts.ts";
import { periodBounds } from "./period.ts";
import { pairsOf, rotaOffices, rotasBefore, watchedBy } from "./store.ts";

export type Flag = "pledge_due" | "pledge_over" | "report_missing";
export const NUDGES = ["pledge", "report", "rest"] as const;
export type NudgeAbout = (typeof NUDGES)[number];

/** Somebody whom the reader watches this week: counts and flags, no customer, no time of day. */
export interface Watched {
  id: string;
  name: string;
  job: string;
  looks: number;
  offHours: number;
  repeats: number;
  refused: number;
  flags: Flag[];
}

/** A week that is over: its pairs are no secret any more. */
export interface Disclosed {
  period: string;
  watchedMe: string[];
  iWatched: string[];
}

export interface PeerPage {
  /** Monday of this week; absent where there is no rota. */
  period?: string;
  eased: Eased[];
  watching: Watched[];
  disclosed: Disclosed[];
  nudges: Array<{ about: NudgeAbout; on: string }>;
}

const WEEKS_BACK = 4;
const SOON = 7 * 86_400_000;
const NUDGES_BACK = 14 * 86_400_000;

/**
 * One agent's page of the rota: whom he watches, never who watches him; that he learns once the week is over.
 * INVARIANT: nothing on it names or counts a single customer.
 */
export async function peerPage(parts: RotaParts, person: { id: string; officeId: string }): Promise<PeerPage> {
  const now = parts.clock.now();
  const [office] = await rotaOffices(parts.db, now, person.officeId);
  const rota = office && (await currentRota(parts, office));
  const nudges = await nudgesTo(parts.db, person.id, new Date(now.getTime() - NUDGES_BACK), office?.zone ?? "UTC");
  if (!office || !rota) return { eased: [], watching: [], disclosed: [], nudges };
  return {
    period: rota.period,
    eased: rota.eased,
    watching: await watchedOf(parts, await watchedBy(parts.db, person.id, rota.id), rota.period, office.zone),
    disclosed: await disclosedTo(parts.db, person.id, office.id, rota.period),
    nudges,
  };
}

async function watchedOf({ db, clock }: RotaParts, ids: string[], period: string, zone: string): Promise<Watched[]> {
  const { from, until } = periodBounds(period, zone);
  const days = await countSigns(db, ids, from, until, zone);
  const { rows } = await db.query<{ id: string; name: string; job: string; pledge_until: Date | null }>(
    `select p.id, p.name, p.job, (select max(g.valid_until) from people.pledge g where g.person_id = p.id and g.idx is not null) as pledge_until
     from people.person p where p.id = any($1) order by p.name, p.id`,
    [ids],
  );
  const reported = await reportedDays(db, ids, period);
  const today = localDay(clock.now(), zone);
  return rows.map(({ id, name, job, pledge_until }) => {
    const mine = days.filter(({ personId }) => personId === id);
    const sum = (of: "looks" | "offHours" | "repeats" | "refused"): number => mine.reduce((total, one) => total + one[of], 0);
    const missing = mine.some(({ day, looks }) => looks > 0 && day < today && !reported.has(`${id} ${day}`));
    const flags: Flag[] = [...pledgeFlags(pledge_until, clock.now()), ...(missing ? (["report_missing"] as const) : [])];
    return { id, name, job, looks: sum("looks"), offHours: sum("offHours"), repeats: sum("repeats"), refused: sum("refused"), flags };
  });
}

function pledgeFlags(until: Date | null, now: Date): Flag[] {
  const left = (until?.getTime() ?? 0) - now.getTime();
  if (left <= 0) return ["pledge_over"];
  return left <= SOON ? ["pledge_due"] : [];
}

async function reportedDays(db: Reading, ids: readonly string[], since: string): Promise<Set<string>> {
  const { rows } = await db.query<{ key: string }>(
    "select person_id || ' ' || to_char(on_date, 'YYYY-MM-DD') as key from watch.report where person_id = any($1) and on_date >= $2",
    [ids, since],
  );
  return new Set(rows.map(({ key }) => key));
}

async function disclosedTo(db: Reading, personId: string, officeId: string, period: string): Promise<Disclosed[]> {
  const weeks = await rotasBefore(db, officeId, period, WEEKS_BACK);
  const rotas = await Promise.all(weeks.map(async (one) => ({ period: one.period, pairs: await pairsOf(db, one.id) })));
  const names = await namesOf(db, [...new Set(rotas.flatMap(({ pairs }) => pairs.flatMap(({ watcher, watched }) => [watcher, watched])))]);
  const named = (id: string): string => names.get(id) ?? "";
  return rotas.map(({ period: week, pairs }) => ({
    period: week,
    watchedMe: pairs.filter(({ watched }) => watched === personId).map(({ watcher }) => named(watcher)),
    iWatched: pairs.filter(({ watcher }) => watcher === personId).map(({ watched }) => named(watched)),
  }));
}

async function namesOf(db: Reading, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>("select id, name from people.person where id = any($1)", [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function nudgesTo(db: Reading, personId: string, since: Date, zone: string): Promise<PeerPage["nudges"]> {
  const { rows } = await db.query<{ about: NudgeAbout; at: Date }>(
    "select about, at from watch.nudge where to_id = $1 and at >= $2 and idx is not null order by at desc limit 20",
    [personId, since],
  );
  return rows.map(({ about, at }) => ({ about, on: localDay(at, zone) }));
}
