/** What the fields of an entry may hold, stated once: `schema.ts` checks by these rules, `json-schema.ts` publishes them. */
import type { Entry } from "./entry.ts";
import type { Shape } from "./kinds/kind.ts";

export type FieldRule =
  /** Text of at most `most` UTF-16 units (JSON Schema counts code points, and is the milder one). */
  | { readonly is: "text"; readonly most: number }
  /**
   * Text of one length. It stands beside the pattern because `$` lets a newline pass in some languages. `hex`: the pattern asks for
   * lower-case hexadecimal digits and nothing else.
   */
  | { readonly is: "fixed"; readonly length: number; readonly pattern: RegExp; readonly hex?: true }
  | { readonly is: "word"; readonly words: readonly string[] }
  | { readonly is: "integer"; readonly least: number }
  | { readonly is: "flag" }
  | { readonly is: "list"; readonly of: FieldRule; readonly most: number }
  /** At most `most` members with names of at most `name` units, each value by one of the rules. */
  | { readonly is: "members"; readonly of: readonly FieldRule[]; readonly name: number; readonly most: number };

const MAX_STRING = 200;
const MAX_ITEMS = 500;

const text = (most: number): FieldRule => ({ is: "text", most });
const fixed = (length: number, pattern: RegExp): FieldRule => ({ is: "fixed", length, pattern });
const hexOf = (bits: number): FieldRule => ({
  is: "fixed",
  length: bits / 4,
  pattern: new RegExp(`^[0-9a-f]{${bits / 4}}$`),
  hex: true,
});
const word = (words: readonly string[]): FieldRule => ({ is: "word", words });
const list = (of: FieldRule, most: number): FieldRule => ({ is: "list", of, most });
const FLAG: FieldRule = { is: "flag" };
const INTEGER: FieldRule = { is: "integer", least: -Number.MAX_SAFE_INTEGER };
/** Digits spelt out because `\d` means more than 0 to 9 in some languages. */
const INSTANT = fixed(24, /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/);
/** UUIDv7 in lower case. */
export const IID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const IID = fixed(36, IID_PATTERN);

/** Common fields but `v`, `typ` and `body`, which say which schema it is. The type says that none of an entry's fields is forgotten. */
export const COMMON_RULES = {
  ts: INSTANT,
  at: INSTANT,
  iid: IID,
  act: hexOf(128),
  psn: hexOf(128),
  sub: hexOf(128),
  subs: list(hexOf(128), 25),
  ctag: hexOf(128),
  pur: text(100),
  dec: word(["allow", "deny", "breakglass"]),
  rsn: list(text(100), 50),
  pol: hexOf(256),
  ctx: { is: "members", of: [FLAG, text(MAX_STRING)], name: 100, most: 100 },
  fld: list(text(110), 100),
  ver: list(INTEGER, 100),
  out: word(["opened", "refused", "match", "nomatch", "failed", "done"]),
  tok: hexOf(128),
  re: { is: "integer", least: 0 },
  dev: text(100),
  sig: text(200),
  com: hexOf(256),
} as const satisfies Record<Exclude<keyof Entry, "v" | "typ" | "body">, FieldRule>;

/** The common fields that no entry lacks. */
export const REQUIRED_FIELDS = ["v", "typ", "ts", "iid"] as const satisfies readonly (keyof Entry)[];

export interface BodyRules {
  readonly required: readonly string[];
  readonly rules: Readonly<Record<string, FieldRule>>;
}

/** What the body of a kind may hold. */
export function bodyRules(shapes: Readonly<Record<string, Shape>>): BodyRules {
  return {
    required: Object.keys(shapes).filter((key) => !key.endsWith("?")),
    rules: Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key.replace(/\?$/, ""), ruleOf(shape)])),
  };
}

function ruleOf(shape: Shape): FieldRule {
  if (typeof shape !== "string") return word(shape);
  switch (shape) {
    case "string":
      return text(MAX_STRING);
    case "int":
      return INTEGER;
    case "bool":
      return FLAG;
    case "strings":
      return list(text(MAX_STRING), MAX_ITEMS);
    case "ints":
      return list(INTEGER, MAX_ITEMS);
  }
}
