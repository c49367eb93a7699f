/** The fields that every kind of entry shares, in JSON Schema 2020-12: the same rules that `schema.ts` checks. */
import type { Entry } from "./entry.ts";
import { IID_PATTERN, MAX_STRING } from "./schema.ts";

/** What we use of JSON Schema. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const LARGEST = Number.MAX_SAFE_INTEGER;

export const text = (maxLength: number): JsonSchema => ({ type: "string", maxLength });
export const words = (list: readonly string[]): JsonSchema => ({ type: "string", enum: list });
export const listOf = (items: JsonSchema, maxItems: number): JsonSchema => ({ type: "array", maxItems, items });
export const INTEGER: JsonSchema = { type: "integer", minimum: -LARGEST, maximum: LARGEST };
export const BOOLEAN: JsonSchema = { type: "boolean" };

/** The length stands beside the pattern because `$` lets a newline pass in some languages. */
const fixed = (length: number, pattern: string): JsonSchema => ({ type: "string", minLength: length, maxLength: length, pattern });
const hexOf = (bits: number): JsonSchema => fixed(bits / 4, `^[0-9a-f]{${bits / 4}}$`);
/** Digits spelt out because `\d` means more than 0 to 9 in some languages. */
const INSTANT = fixed(24, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$");

const CONTEXT: JsonSchema = {
  type: "object",
  maxProperties: 100,
  propertyNames: { maxLength: 100 },
  additionalProperties: { anyOf: [BOOLEAN, text(MAX_STRING)] },
};

/** Common fields but `typ` and `body`, which differ by kind. The type says that none of an entry's fields is forgotten. */
export const COMMON_FIELDS = {
  ts: INSTANT,
  at: INSTANT,
  iid: fixed(36, IID_PATTERN.source),
  act: hexOf(128),
  psn: hexOf(128),
  sub: hexOf(128),
  subs: listOf(hexOf(128), 25),
  ctag: hexOf(128),
  pur: text(100),
  dec: words(["allow", "deny", "breakglass"]),
  rsn: listOf(text(100), 50),
  pol: hexOf(256),
  ctx: CONTEXT,
  fld: listOf(text(110), 100),
  ver: listOf(INTEGER, 100),
  out: words(["opened", "refused", "match", "nomatch", "failed", "done"]),
  tok: hexOf(128),
  re: { type: "integer", minimum: 0, maximum: LARGEST },
  dev: text(100),
  sig: text(200),
  com: hexOf(256),
} as const satisfies Record<Exclude<keyof Entry, "v" | "typ" | "body">, JsonSchema>;
