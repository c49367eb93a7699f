/** An entry's canonical bytes, written member by member: sorting and checking each again would cost more than hashing it. */
import { canonical, type Entry, type EntryValue, type PolicyContext } from "@mercusuar/proof";
import { textOfContext } from "../context.ts";

/** All common fields in canonical order. */
const ORDER = [
  "act",
  "at",
  "body",
  "com",
  "ctag",
  "ctx",
  "dec",
  "dev",
  "fld",
  "iid",
  "out",
  "pol",
  "psn",
  "pur",
  "re",
  "rsn",
  "sig",
  "sub",
  "subs",
  "tok",
  "ts",
  "typ",
  "v",
  "ver",
] as const satisfies ReadonlyArray<keyof Entry>;

/** Fields that the keeper itself spells, of letters and digits that stand for themselves. */
const OWN: ReadonlySet<string> = new Set(["act", "com", "ctag", "out", "psn", "sub", "tok", "ts"] satisfies Array<keyof Entry>);

export function entryBytes(entry: Entry): Buffer {
  let text = "{";
  for (const name of ORDER) {
    const value = entry[name];
    if (value === undefined) continue;
    text += text.length > 1 ? `,"${name}":` : `"${name}":`;
    text += OWN.has(name) ? `"${value}"` : textOf(name, value as EntryValue);
  }
  return Buffer.from(`${text}}`);
}

const textOf = (name: (typeof ORDER)[number], value: EntryValue): string =>
  (name === "ctx" ? textOfContext(value as PolicyContext) : undefined) ?? canonical(value);
