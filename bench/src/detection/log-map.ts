import { readFileSync } from "node:fs";
import { isDay, TIME_FORM, type TimeForm, timeForm, XES_KEYS, type XesKeys } from "mercusuar";

/** How a log is to be read. All but the columns has a default that fits most logs. */
export interface LogMap extends XesKeys {
  /** Zone of the office; decides what a day and an hour are, and what a time means that carries no zone. */
  zone: string;
  /** How the times of a CSV file are written, where that must be told. */
  form?: TimeForm;
  /** Resources that are machines; found by themselves where none are named. */
  system?: string[];
  /** Activities that end a case for good. */
  ends: string[];
  /** Transitions by which a person only begins or plans: they are no outcome. */
  begins: string[];
  /** First and last day of the test window; found by themselves where not given. */
  from?: string;
  until?: string;
}

const DEFAULTS: LogMap = {
  ...XES_KEYS,
  zone: "Europe/Amsterdam",
  ends: ["A_DECLINED", "A_CANCELLED", "A_ACTIVATED"],
  begins: ["SCHEDULE", "START", "RESUME", "ASSIGN", "REASSIGN"],
};
const TEXTS = ["case", "activity", "resource", "time", "lifecycle", "zone", "from", "until", "timeFormat"];
const LISTS = ["system", "ends", "begins"];
/** Names under which logs turned into tables keep their case. */
const CSV_CASE = "case:concept:name";

/** The map of a log: a JSON file of the names above, over the standard's own names. @throws Error naming the file's key and what is expected */
export function readLogMap(file: string | undefined, isCsv: boolean): LogMap {
  const standard = isCsv ? { ...DEFAULTS, case: CSV_CASE } : DEFAULTS;
  if (file === undefined) return standard;
  const given = parsed(file);
  for (const [key, value] of Object.entries(given)) refuseWrong(key, value);
  const map = { ...standard, ...(given as Partial<LogMap>) };
  if (map.from !== undefined && map.until !== undefined && map.from > map.until)
    throw new Error("--map: from is later than until; expected the first and the last day of the test window");
  const form = timeForm(String(given.timeFormat));
  return { ...map, ...(form && { form }), begins: map.begins.map((one) => one.toUpperCase()) };
}

function parsed(file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`--map: the file cannot be read as JSON (${error instanceof SyntaxError ? "syntax" : "unreadable"})`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("--map: expected a JSON object");
  return value as Record<string, unknown>;
}

function refuseWrong(key: string, value: unknown): void {
  if (TEXTS.includes(key)) {
    if (typeof value !== "string" || value === "") throw new Error(`--map: ${key}: expected a text`);
    if (key === "zone" && !isZone(value)) throw new Error("--map: zone: expected the name of a time zone, as Asia/Jakarta");
    if (key === "timeFormat" && !timeForm(value)) throw new Error(`--map: timeFormat: expected ${TIME_FORM}`);
    if ((key === "from" || key === "until") && !isDay(value)) throw new Error(`--map: ${key}: expected a day, YYYY-MM-DD`);
  } else if (LISTS.includes(key)) {
    if (!Array.isArray(value) || value.some((one) => typeof one !== "string")) throw new Error(`--map: ${key}: expected a list of texts`);
  } else throw new Error(`--map: unknown key ${key}; expected ${[...TEXTS, ...LISTS].join(", ")}`);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
