/** Entry schema v1, closed per kind: an unknown kind, common field or body key is refused, so nothing can be smuggled in. */
import type { Entry } from "./entry.ts";
import { type Check, checkOf, isRecord } from "./field-check.ts";
import { bodyRules, COMMON_RULES, type FieldRule, REQUIRED_FIELDS } from "./field-rules.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";

type Checks = ReadonlyMap<string, Check>;

const checksOf = (rules: Readonly<Record<string, FieldRule>>): Checks =>
  new Map(Object.entries(rules).map(([name, rule]) => [name, checkOf(rule)]));

const common: Checks = new Map<string, Check>([
  ["v", (v) => v === 1],
  ["typ", (v) => typeof v === "string"],
  ["body", isRecord],
  ...checksOf(COMMON_RULES),
]);

interface Body {
  checks: Checks;
  required: readonly string[];
}
const bodies = new Map<string, Body>(
  Object.entries(ENTRY_KINDS).map(([typ, { body }]) => {
    const { rules, required } = bodyRules(body);
    return [typ, { checks: checksOf(rules), required }];
  }),
);

/** Whether the kind is declared in schema v1. */
export function isEntryKind(typ: string): boolean {
  return bodies.has(typ);
}

/** Undefined where the entry fits schema v1; else what is wrong and where, without the value. */
export function schemaFault(value: unknown): string | undefined {
  if (!isRecord(value)) return "an entry is an object";
  for (const name of REQUIRED_FIELDS) if (value[name] === undefined) return `${name} is missing`;
  for (const name of Object.keys(value)) {
    const check = common.get(name);
    if (check === undefined) return "an unknown field";
    if (value[name] !== undefined && !check(value[name])) return `${name} does not fit`;
  }
  const body = bodies.get(value.typ as string);
  if (body === undefined) return "an unknown kind of entry";
  return bodyFault(value.typ as string, body, (value.body ?? {}) as Record<string, unknown>);
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
