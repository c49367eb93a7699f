import { KNOWN_TIMES, readCsv, readInstant, readXes, XES_KEYS } from "mercusuar";
import type { LogMap } from "./log-map.ts";

/** One record of the log. `who` is absent where a machine or the customer did it. Instants are milliseconds UTC. */
export interface LogRecord {
  at: number;
  who: string | undefined;
  activity: string;
  transition: string;
}

/** One case of the log, which stands for one customer; records in time order, ties as in the file. */
export interface LogCase {
  id: string;
  records: LogRecord[];
}

/** One string for the same word, however often a log repeats it: large logs would fill the memory. */
class Words {
  private readonly known = new Map<string, string>();

  same(word: string): string {
    const found = this.known.get(word);
    if (found !== undefined) return found;
    this.known.set(word, word);
    return word;
  }
}

const PACKED_CSV = /\.csv(\.gz)?$/iu;
export const isCsvFile = (file: string): boolean => PACKED_CSV.test(file);

/** Rows that cannot be read, of all there are; the first of them by what is wrong with them. */
export interface BadRows {
  count: number;
  of: number;
  first: string[];
}

/** So many bad rows are told by line. */
const TOLD = 20;
/** Where more is bad than this, it is the map that is wrong, not the rows. */
const MOST_BAD = 0.05;

/** The cases of an XES or CSV file, packed or not. Bad rows of a CSV file are left out and counted in `bad`. @throws XesError, RowError, Error naming what is missing where */
export async function readCases(file: string, map: LogMap, bad: BadRows = { count: 0, of: 0, first: [] }): Promise<LogCase[]> {
  const cases = isCsvFile(file) ? await fromCsv(file, map, bad) : await fromXes(file, map);
  for (const one of cases) one.records.sort((a, b) => a.at - b.at);
  if (!cases.some(({ records }) => records.some(({ who }) => who !== undefined)))
    throw new Error(`${map.resource}: no record bears it; expected the column or key that names who did it (--map, resource)`);
  const machines = new Set(map.system ?? machinesOf(cases));
  for (const { records } of cases)
    for (const record of records) if (record.who !== undefined && machines.has(record.who)) record.who = undefined;
  return cases.filter(({ records }) => records.length > 0);
}

async function fromXes(file: string, map: LogMap): Promise<LogCase[]> {
  const cases: LogCase[] = [];
  const words = new Words();
  for await (const { id, events } of readXes(file, map)) {
    cases.push({
      id,
      records: events.map(({ at, resource, name, transition }) => ({
        at: at.getTime(),
        who: resource ? words.same(resource) : undefined,
        activity: words.same(name),
        transition: words.same(transition),
      })),
    });
  }
  return cases;
}

async function fromCsv(file: string, map: LogMap, bad: BadRows): Promise<LogCase[]> {
  const [cases, words] = [new Map<string, LogCase>(), new Words()];
  // A log may do without the standard's own name of the lifecycle, but not without one that was asked for.
  const asked = map.lifecycle === XES_KEYS.lifecycle ? [] : [map.lifecycle];
  const columns = [map.case, map.activity, map.resource, map.time, ...asked];
  for await (const { line, row, fault } of readCsv(file, { columns })) {
    bad.of++;
    const id = row[map.case] ?? "";
    const at = instant(row[map.time] ?? "", map);
    if (fault || id === "" || at === undefined) {
      bad.count++;
      if (bad.first.length < TOLD) bad.first.push(`row ${line}: ${fault?.message ?? (id === "" ? `no ${map.case}` : notTime(map))}`);
      continue;
    }
    const one = cases.get(id) ?? { id, records: [] };
    cases.set(id, one);
    one.records.push({
      at,
      who: row[map.resource] ? words.same(row[map.resource] ?? "") : undefined,
      activity: words.same(row[map.activity] ?? ""),
      transition: words.same((row[map.lifecycle] || "complete").toUpperCase()),
    });
  }
  if (bad.count > MOST_BAD * bad.of)
    throw new Error(
      `${bad.count} of ${bad.of} rows cannot be read, more than ${100 * MOST_BAD} %; is the map right?\n${bad.first.slice(0, 3).join("\n")}`,
    );
  return [...cases.values()];
}

const notTime = ({ time, form }: LogMap): string =>
  `${time} is no instant; expected ${form?.text ?? `${KNOWN_TIMES}, or a timeFormat in the map`}`;

/** ISO 8601, also with a space between day and time, or as a map of the watch has its times; what carries no zone is of the office's. */
function instant(text: string, { zone, form }: LogMap): number | undefined {
  if (form) return readInstant(text.trim(), zone, form)?.getTime();
  const iso = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /u, "$1T");
  if (!ZONED.test(iso)) return readInstant(/^\d{4}-\d{2}-\d{2}$/u.test(iso) ? `${iso} 00:00` : iso, zone)?.getTime();
  const at = Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}

const ZONED = /^\d{4}-\d{2}-\d{2}T[\d:.]+ ?(Z|[+-]\d{2}:?\d{2})$/u;

const HOUR = 3_600_000;
/** Nobody works in so many different hours of one day, on so large a share of his days. */
const HOURS = 16;
const SHARE = 0.25;

/** Resources that work around the clock: machines, or a name under which customers' own doings are kept. */
function machinesOf(cases: readonly LogCase[]): string[] {
  const days = new Map<string, Map<number, Set<number>>>();
  for (const { records } of cases)
    for (const { who, at } of records) {
      if (who === undefined) continue;
      const own = days.get(who) ?? new Map<number, Set<number>>();
      days.set(who, own);
      const hour = Math.floor(at / HOUR);
      const day = Math.floor(hour / 24);
      own.set(day, (own.get(day) ?? new Set()).add(hour));
    }
  return [...days]
    .filter(([, own]) => [...own.values()].filter((hours) => hours.size > HOURS).length >= SHARE * own.size)
    .map(([who]) => who);
}
