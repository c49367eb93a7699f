import { isNames, MapFault, mapColumns, mapHead, mapObject } from "../map-file.ts";
import { TIME_FORM, type TimeForm, timeForm } from "../read-instant.ts";

/** How another system may write its access log. */
export const LOG_FORMATS = ["csv", "ocsf", "xes"] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** How a CRM's access log is to be read. */
export interface LogMap {
  /** Name of the log, for the journal. */
  source: string;
  /** Zone of times that carry none. */
  zone: string;
  /** How its times are written, where that must be told. */
  time?: TimeForm | undefined;
  /** Name here -> column (CSV) or path (OCSF). */
  columns: Readonly<Record<string, string>>;
  /** What the log calls a person -> his login here. */
  persons: Readonly<Record<string, string>>;
  /** What the log calls a purpose -> the purpose here. */
  purposes: Readonly<Record<string, string>>;
  /** Actions that are looks; all where none are named. */
  actions: readonly string[] | undefined;
}

const COLUMNS = { needed: ["at", "person", "customer"], optional: ["action", "purpose", "external"] };
const KNOWN = ["source", "zone", "columns", "persons", "purposes", "actions", "timeFormat"];
/**
 * Where OCSF has them in API Activity (6003) and Datastore Activity (6005).
 * Source: OCSF schema 1.8, https://schema.ocsf.io/1.8.0/classes/api_activity and …/datastore_activity.
 */
const OCSF_PATHS = { at: "time", person: "actor.user.name", customer: "resources.0.uid", external: "metadata.uid" };

/** Checks a map (JSON text) for a log of this form. @throws MapFault */
export function readLogMap(text: string, format: LogFormat): LogMap {
  const map = mapObject(text);
  const head = mapHead(map, KNOWN);
  const { persons = {}, purposes = {}, actions, timeFormat } = map;
  for (const [name, value] of [
    ["persons", persons],
    ["purposes", purposes],
  ] as const)
    if (!isNames(value)) throw new MapFault(`"${name}" must give a word to each word, for example {"u0123": "siti"}`);
  if (actions !== undefined && !(Array.isArray(actions) && actions.every((one) => typeof one === "string")))
    throw new MapFault('"actions" must list the actions that are looks, for example ["VIEW"]');
  const time = typeof timeFormat === "string" ? timeForm(timeFormat) : undefined;
  if (timeFormat !== undefined && (!time || format === "xes"))
    throw new MapFault(
      format === "xes" ? '"timeFormat" has no meaning here: an event log has ISO 8601' : `"timeFormat" must be made of ${TIME_FORM}`,
    );
  return { ...head, time, persons, purposes, actions, columns: columnsOf(map.columns, format) } as LogMap;
}

function columnsOf(given: unknown, format: LogFormat): Record<string, string> {
  if (format === "xes") {
    if (given !== undefined) throw new MapFault('"columns" has no meaning here: the case is the customer, the resource the person');
    return {};
  }
  return mapColumns(format === "ocsf" ? { ...OCSF_PATHS, ...(given as object | undefined) } : given, COLUMNS, "a log");
}
