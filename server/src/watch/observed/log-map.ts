import { MapFault } from "../read-map.ts";

/** How another system may write its access log. */
export const LOG_FORMATS = ["csv", "ocsf", "xes"] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** How a CRM's access log is to be read. */
export interface LogMap {
  /** Name of the log, for the journal. */
  source: string;
  /** Zone of times that carry none. */
  zone: string;
  /** Name here -> column (CSV) or path (OCSF). */
  columns: Readonly<Record<string, string>>;
  /** What the log calls a person -> his login here. */
  persons: Readonly<Record<string, string>>;
  /** What the log calls a purpose -> the purpose here. */
  purposes: Readonly<Record<string, string>>;
  /** Actions that are looks; all where none are named. */
  actions: readonly string[] | undefined;
}

const NAMES = ["at", "person", "customer", "action", "purpose", "external"];
const NEEDED = ["at", "person", "customer"];
/**
 * Where OCSF has them in API Activity (6003) and Datastore Activity (6005).
 * Source: OCSF schema 1.8, https://schema.ocsf.io/1.8.0/classes/api_activity and …/datastore_activity.
 */
const OCSF_PATHS = { at: "time", person: "actor.user.name", customer: "resources.0.uid", external: "metadata.uid" };

/** Checks a map (JSON text) for a log of this form. @throws MapFault */
export function readLogMap(text: string, format: LogFormat): LogMap {
  const map = parsed(text);
  const known = ["source", "zone", "columns", "persons", "purposes", "actions"];
  const strange = Object.keys(map).find((key) => !known.includes(key));
  if (strange) throw new MapFault(`"${strange}" is unknown; allowed are ${known.join(", ")}`);
  const { source, zone, persons = {}, purposes = {}, actions } = map;
  if (typeof source !== "string" || !/^[\w.-]{1,60}$/.test(source))
    throw new MapFault('"source" must name the log, for example "crm-log" (letters, digits, - . _)');
  if (typeof zone !== "string" || !isZone(zone)) throw new MapFault('"zone" must be a time zone, for example "Asia/Makassar"');
  for (const [name, value] of [
    ["persons", persons],
    ["purposes", purposes],
  ] as const)
    if (!isNames(value)) throw new MapFault(`"${name}" must give a word to each word, for example {"u0123": "siti"}`);
  if (actions !== undefined && !(Array.isArray(actions) && actions.every((one) => typeof one === "string")))
    throw new MapFault('"actions" must list the actions that are looks, for example ["VIEW"]');
  return { source, zone, persons, purposes, actions, columns: columnsOf(map.columns, format) } as LogMap;
}

function columnsOf(given: unknown, format: LogFormat): Record<string, string> {
  if (format === "xes") {
    if (given !== undefined) throw new MapFault('"columns" has no meaning here: the case is the customer, the resource the person');
    return {};
  }
  const columns = format === "ocsf" ? { ...OCSF_PATHS, ...(given as object | undefined) } : given;
  if (!isNames(columns)) throw new MapFault('"columns" must give a column to each name, for example {"at": "waktu", "person": "user"}');
  const strange = Object.keys(columns).find((name) => !NAMES.includes(name));
  if (strange) throw new MapFault(`"columns" names "${strange}"; a log knows ${NAMES.join(", ")}`);
  const missing = NEEDED.filter((name) => !columns[name]);
  if (missing.length > 0) throw new MapFault(`"columns" does not say which column is ${missing.join(", ")}`);
  return columns;
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, without repeating the file.
  }
  throw new MapFault('the map is no JSON object; it looks like {"source": …, "zone": …, "columns": {…}}');
}

const isNames = (value: unknown): value is Record<string, string> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every((one) => typeof one === "string");

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
