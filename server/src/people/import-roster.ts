import { type CsvRow, RowError } from "../platform/csv.ts";
import { isDay } from "../platform/local-day.ts";
import { plannedDays, rosterPeople } from "./import-store.ts";
import type { By, House } from "./parts.ts";
import { segmentFaults } from "./rules.ts";
import { type DutyDay, instants, type Segment, setDuty } from "./set-duty.ts";

/** Columns of the daily roster. Times are the office's; `off` closes a whole or part of a day. */
export const ROSTER_COLUMNS = ["login", "date", "kind", "from", "to"] as const;
const MOST = 50_000;
const DAYS_AT_ONCE = 100;

export interface RosterImport {
  /** Days whose plan would change. */
  days: DutyDay[];
  /** The same, for people's eyes: `siti 2026-11-23: desk 08:00-12:00, field 13:00-17:00`. */
  lines: string[];
  bad: RowError[];
  same: number;
}

interface RosterRow extends Segment {
  line: number;
  login: string;
  date: string;
}

/** Reads the daily roster and says what would change. Nothing is written. */
export async function planRoster(house: House, rows: AsyncIterable<CsvRow>): Promise<RosterImport> {
  const bad: RowError[] = [];
  const good: RosterRow[] = [];
  for await (const { line, row, fault } of rows) {
    if (good.length >= MOST) throw new RowError(line, "", `more than ${MOST} rows`, "a file for each month");
    const read = fault ? [fault] : readRow(line, row);
    if (Array.isArray(read)) bad.push(...read);
    else good.push(read);
  }
  const people = await rosterPeople(house.db, [...new Set(good.map(({ login }) => login))]);
  const known = good.filter(({ login, line }) => {
    if (!people.has(login))
      bad.push(new RowError(line, "login", "nobody at work has this login", "a login of the house: mercusuar import people"));
    return people.has(login);
  });
  const days = groupDays(known, (login) => people.get(login)?.id ?? "");
  const changed = await changedDays(house, days, new Map([...people.values()].map(({ id, zone }) => [id, zone])));
  const logins = new Map([...people.values()].map(({ id, login }) => [id, login]));
  return {
    days: changed,
    lines: changed.map((day) => `${logins.get(day.personId)} ${lineOf(day)}`),
    bad,
    same: days.length - changed.length,
  };
}

function readRow(line: number, cells: Record<string, string>): RosterRow | RowError[] {
  const cell = (name: string): string => (cells[name] ?? "").trim();
  const segment = { kind: cell("kind"), from: cell("from").replace(".", ":"), to: cell("to").replace(".", ":") };
  const faults = [
    ...(cell("login") === "" ? [{ field: "login", what: "a login" }] : []),
    ...(isDay(cell("date")) ? [] : [{ field: "date", what: "a day of the calendar, YYYY-MM-DD" }]),
    ...segmentFaults(segment),
  ];
  if (faults.length > 0) return faults.map(({ field, what }) => new RowError(line, field, "missing or wrong", what));
  return { line, login: cell("login").toLowerCase(), date: cell("date"), ...(segment as Segment) };
}

function groupDays(rows: RosterRow[], idOf: (login: string) => string): DutyDay[] {
  const days = new Map<string, DutyDay>();
  for (const { login, date, kind, from, to } of rows) {
    const key = `${login} ${date}`;
    const day = days.get(key) ?? { personId: idOf(login), date, segments: [] };
    day.segments.push({ kind, from, to });
    days.set(key, day);
  }
  return [...days.values()];
}

async function changedDays(house: House, days: DutyDay[], zones: Map<string, string>): Promise<DutyDay[]> {
  const planned = await plannedDays(
    house.db,
    [...new Set(days.map(({ personId }) => personId))],
    [...new Set(days.map(({ date }) => date))],
  );
  const now = new Map<string, string[]>();
  for (const { personId, date, kind, from, to } of planned)
    now.set(`${personId} ${date}`, [...(now.get(`${personId} ${date}`) ?? []), print(kind, from, to)]);
  return days.filter(({ personId, date, segments }) => {
    const wanted = segments.map((segment) => {
      const { from, to } = instants(date, segment, zones.get(personId) ?? "UTC");
      return print(segment.kind, from, to);
    });
    return wanted.sort().join() !== (now.get(`${personId} ${date}`) ?? []).sort().join();
  });
}

const print = (kind: string, from: Date, to: Date): string => `${kind} ${from.toISOString()} ${to.toISOString()}`;
const lineOf = ({ date, segments }: DutyDay): string =>
  `${date}: ${segments.map(({ kind, from, to }) => `${kind} ${from}-${to}`).join(", ")}`;

/** Does what the plan says, a hundred days at a time. */
export async function applyRoster(house: House, days: DutyDay[], by: By, done: (count: number) => void = () => undefined): Promise<void> {
  for (let at = 0; at < days.length; at += DAYS_AT_ONCE) {
    await setDuty(house, days.slice(at, at + DAYS_AT_ONCE), "roster", { by });
    done(Math.min(at + DAYS_AT_ONCE, days.length));
  }
}
