/**
 * RFC 8785 canonical JSON, restricted: objects, arrays, strings, booleans and safe integers; printable ASCII keys.
 * No null and no float, so that every language prints the same bytes.
 */
import type { EntryValue } from "./entry.ts";
import { isPlainlyCanonical } from "./jcs-scan.ts";

/** Longest canonical text, bytes of UTF-8: what the 2-byte length of an entry bundle can say. */
export const MAX_ENTRY_BYTES = 65_535;
const MAX_DEPTH = 8;
const KEY = /^[\x20-\x7e]{1,200}$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Text or value that is not canonical JSON of our kind. Names the place, never the value. */
export class JcsError extends Error {
  readonly code = "E_JCS";
}

/** The canonical text of a value. Throws {@link JcsError} for null, floats, odd keys, lone surrogates and too much depth. */
export function canonical(value: EntryValue): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (typeof value === "string") return text(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number") return integer(value);
  if (depth >= MAX_DEPTH) throw new JcsError(`nested deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`;
  if (typeof value === "object" && value !== null) return record(value as Record<string, unknown>, depth);
  throw new JcsError(`a ${value === null ? "null" : typeof value} has no canonical form`);
}

function record(value: Record<string, unknown>, depth: number): string {
  let members = "";
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    const name = nameOf(key);
    if (member !== undefined) members += `${members === "" ? "" : ","}${name}:${write(member, depth + 1)}`;
  }
  return `{${members}}`;
}

/** Keys met before, as they are written: few and always the same, but for whoever floods us with others. */
const names = new Map<string, string>();
const MOST_NAMES = 1000;

function nameOf(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  if (!KEY.test(key)) throw new JcsError("a key is not 1 to 200 printable ASCII characters");
  const name = text(key);
  if (names.size < MOST_NAMES) names.set(key, name);
  return name;
}

/** Whether it can be a key; then it is known from now on. */
const isName = (key: string): boolean => names.has(key) || (KEY.test(key) && nameOf(key) !== "");

/** Printable ASCII without quote and backslash: by far the most strings, and their own canonical form. */
const PLAIN = /^[ !#-[\]-~]*$/;

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (LONE_SURROGATE.test(value)) throw new JcsError("a string holds a lone surrogate");
  return JSON.stringify(value);
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new JcsError("a number is not a safe integer");
  return String(value === 0 ? 0 : value);
}

/**
 * Reads canonical JSON and nothing else: duplicate keys, spaces, other escapes or orders are refused, because two texts
 * that mean the same would let an attacker choose which one is hashed.
 */
export function parseCanonical(source: string): EntryValue {
  let value: EntryValue;
  try {
    value = JSON.parse(source) as EntryValue;
  } catch {
    throw new JcsError("not JSON");
  }
  if (!isPlainlyCanonical(source, isName, MAX_DEPTH) && canonical(value) !== source) throw new JcsError("not in canonical form");
  return value;
}
