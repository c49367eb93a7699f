/** Entry schema v1, closed per kind: an unknown kind, common field or body key is refused, so nothing can be smuggled in. */
import type { Entry } from "./entry.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";
import type { Shape } from "./kinds/kind.ts";

export const MAX_STRING = 200;
export const MAX_ITEMS = 500;

type Check = (value: unknown) => boolean;
const text =
  (max: number): Check =>
  (v) =>
    typeof v === "string" && v.length <= max;
const matches =
  (pattern: RegExp): Check =>
  (v) =>
    typeof v === "string" && pattern.test(v);
const listOf =
  (item: Check, max: number): Check =>
  (v) =>
    Array.isArray(v) && v.length <= max && v.every(item);
const oneOf =
  (words: readonly string[]): Check =>
  (v) =>
    typeof v === "string" && words.includes(v);
const isInt: Check = (v) => Number.isSafeInteger(v);
const isIndex: Check = (v) => Number.isSafeInteger(v) && (v as number) >= 0;
const isBool: Check = (v) => typeof v === "boolean";

const hex128 = matches(/^[0-9a-f]{32}$/);
const hex256 = matches(/^[0-9a-f]{64}$/);
const instant = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const IID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const COMMON: Record<string, Check> = {
  v: (v) => v === 1,
  typ: text(40),
  ts: instant,
  at: instant,
  iid: matches(IID_PATTERN),
  act: hex128,
  psn: hex128,
  sub: hex128,
  subs: listOf(hex128, 25),
  ctag: hex128,
  pur: text(100),
  dec: oneOf(["allow", "deny", "breakglass"]),
  rsn: listOf(text(100), 50),
  pol: hex256,
  ctx: isContext,
  fld: listOf(text(110), 100),
  ver: listOf(isInt, 100),
  out: oneOf(["opened", "refused", "match", "nomatch", "failed", "done"]),
  tok: hex128,
  re: isIndex,
  dev: text(100),
  sig: text(200),
  com: hex256,
  body: (v) => typeof v === "object" && v !== null && !Array.isArray(v),
};
const REQUIRED = ["v", "typ", "ts", "iid"] as const;

function isContext(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const members = Object.entries(value);
  return members.length <= 100 && members.every(([k, v]) => k.length <= 100 && (isBool(v) || text(MAX_STRING)(v)));
}

function checkOf(shape: Shape): Check {
  if (typeof shape !== "string") return oneOf(shape);
  switch (shape) {
    case "string":
      return text(MAX_STRING);
    case "int":
      return isInt;
    case "bool":
      return isBool;
    case "strings":
      return listOf(text(MAX_STRING), MAX_ITEMS);
    case "ints":
      return listOf(isInt, MAX_ITEMS);
  }
}

interface Body {
  checks: Map<string, Check>;
  required: string[];
}
const bodies = new Map<string, Body>(Object.entries(ENTRY_KINDS).map(([kind, { body }]) => [kind, compile(body)]));

function compile(shapes: Readonly<Record<string, Shape>>): Body {
  const body: Body = { checks: new Map(), required: [] };
  for (const [key, shape] of Object.entries(shapes)) {
    const name = key.endsWith("?") ? key.slice(0, -1) : key;
    if (name === key) body.required.push(name);
    body.checks.set(name, checkOf(shape));
  }
  return body;
}

/** Whether the kind is declared in schema v1. */
export function isEntryKind(typ: string): boolean {
  return bodies.has(typ);
}

/** Undefined where the entry fits schema v1; else what is wrong and where, without the value. */
export function schemaFault(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "an entry is an object";
  const entry = value as Record<string, unknown>;
  for (const name of REQUIRED) if (entry[name] === undefined) return `${name} is missing`;
  for (const name of Object.keys(entry)) {
    const check = Object.hasOwn(COMMON, name) ? COMMON[name] : undefined;
    if (check === undefined) return "an unknown field";
    if (entry[name] !== undefined && !check(entry[name])) return `${name} does not fit`;
  }
  const body = bodies.get(entry.typ as string);
  if (body === undefined) return "an unknown kind of entry";
  return bodyFault(entry.typ as string, body, (entry.body ?? {}) as Record<string, unknown>);
}

function bodyFault(typ: string, body: Body, given: Record<string, unknown>): string | undefined {
  for (const name of body.required) if (given[name] === undefined) return `body.${name} of ${typ} is missing`;
  for (const name of Object.keys(given)) {
    const check = body.checks.get(name);
    if (check === undefined) return `${typ} has a body key that its schema does not know`;
    if (given[name] !== undefined && !check(given[name])) return `body.${name} of ${typ} does not fit`;
  }
  return undefined;
}

/** Whether the value is an entry of schema v1. */
export function isEntry(value: unknown): value is Entry {
  return schemaFault(value) === undefined;
}
