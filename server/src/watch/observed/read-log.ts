import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { RowError, readCsv } from "../../platform/csv.ts";
import { KNOWN_TIMES, readInstant } from "../read-instant.ts";
import type { LogMap } from "./log-map.ts";

/** What a CRM claims of one access. Plain only on its way in: the customer is keyed before anything is kept. */
export interface LogRecord {
  at: Date;
  person: string;
  customer: string;
  action: string;
  purpose: string;
  external: string;
}

/** A record, a row that is none, or one that tells of something else than a look. */
export type LogRead = { line: number } & ({ record: LogRecord } | { fault: RowError } | { other: true });

/** Rows of a CSV log. @throws RowError when the file itself cannot be read */
export async function* readCsvLog(file: string, map: LogMap): AsyncGenerator<LogRead> {
  for await (const { line, row, fault } of readCsv(file, { columns: Object.values(map.columns) })) {
    if (fault) yield { line, fault };
    else
      yield recordOf(
        line,
        map,
        (name) => (row[map.columns[name] ?? ""] ?? "").trim(),
        (text) => readInstant(text, map.zone, map.time),
      );
  }
}

/** Longest line of a log in JSON lines, characters. */
const LONGEST_LINE = 256 * 1024;
/** Of the classes in which somebody reads: API Activity 2 Read, Datastore Activity 1 Read, 4 Query, 10 Decrypt. */
const READS: Readonly<Record<number, readonly number[]>> = { 6003: [2], 6005: [1, 4, 10] };

/** Events of an OCSF log, a JSON object a line; plain or gzip, told by the name. Those that were refused are no looks. */
export async function* readOcsfLog(file: string, map: LogMap): AsyncGenerator<LogRead> {
  const raw = createReadStream(file);
  const bytes = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [raw, bytes])
      stream.once("error", (error: Error) =>
        reject(new RowError(0, "", "the file may not be read", String((error as NodeJS.ErrnoException).code))),
      );
  });
  failed.catch(() => undefined);
  const lines = createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  for (let line = 1; ; line++) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) return;
    if (next.value.trim() !== "") yield eventOf(line, next.value, map);
  }
}

function eventOf(line: number, text: string, map: LogMap): LogRead {
  const event = text.length > LONGEST_LINE ? undefined : objectOf(text);
  if (event === undefined) return { line, fault: new RowError(line, "", "no JSON object", "an OCSF event a line, at most 256 KB") };
  const kind = READS[Number(event.class_uid)];
  if (!kind?.includes(Number(event.activity_id)) || isRefused(event)) return { line, other: true };
  const value = (name: string): string =>
    map.columns[name] ? textAt(event, map.columns[name]) : name === "action" ? String(event.activity_id) : "";
  return recordOf(line, map, value, (time) => (/^\d{12,14}$/.test(time) ? new Date(Number(time)) : readInstant(time, map.zone, map.time)));
}

/** Status 2 is Failure; action 2 and disposition 2 are what a security control stopped. */
const isRefused = ({ status_id, action_id, disposition_id }: Record<string, unknown>): boolean =>
  [status_id, action_id, disposition_id].some((one) => Number(one) === 2);

function recordOf(line: number, map: LogMap, value: (name: string) => string, instant: (text: string) => Date | undefined): LogRead {
  const action = value("action");
  if (map.actions && !map.actions.includes(action)) return { line, other: true };
  const at = instant(value("at"));
  if (!at) return { line, fault: new RowError(line, map.columns.at ?? "at", "no date and time", map.time?.text ?? KNOWN_TIMES) };
  const [person, customer, purpose, external] = ["person", "customer", "purpose", "external"].map(value) as [
    string,
    string,
    string,
    string,
  ];
  return { line, record: { at, person, customer, action, purpose, external } };
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A member however deep, through lists too (`resources.0.uid`); empty where there is none. */
function textAt(value: unknown, path: string): string {
  const found = path
    .split(".")
    .reduce<unknown>(
      (at, name) => (typeof at === "object" && at !== null && Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined),
      value,
    );
  return typeof found === "string" || typeof found === "number" ? String(found).trim() : "";
}
