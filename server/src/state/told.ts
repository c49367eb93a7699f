import type { Entry, EntryValue } from "@mercusuar/proof";
import type { Names } from "../journal/index.ts";

/** An entry with the names behind its pseudonyms; undefined where a holder was erased. */
export interface Told {
  index: number;
  entry: Entry;
  /** Story time where there is one, else the keeper's: milliseconds. */
  at: number;
  act: string | undefined;
  /** Whom it concerns. */
  psn: string | undefined;
  customer: string | undefined;
  /** Of a listing. */
  customers: ReadonlyArray<string | undefined>;
  case: string | undefined;
  text(key: string): string | undefined;
}

/** Text of a body, or undefined. */
export const textOf = (value: EntryValue | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** Fingerprints that an entry carries of its rows. */
export function printsOf(entry: Entry): string[] | undefined {
  const prints = entry.body?.prints;
  return Array.isArray(prints) ? prints.filter((one): one is string => typeof one === "string") : undefined;
}

/** An instant of a body in milliseconds. */
export const instantOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));

/** The entry, with the names put to its pseudonyms. */
export function toldOf(index: number, entry: Entry, names: Names): Told {
  const { act, psn, sub, subs = [], ctag, at, ts, body } = entry;
  return {
    index,
    entry,
    at: Date.parse(at ?? ts),
    act: act === undefined ? undefined : names.person(act),
    psn: psn === undefined ? undefined : names.person(psn),
    customer: sub === undefined ? undefined : names.customer(sub),
    customers: subs.map((one) => names.customer(one)),
    case: ctag === undefined ? undefined : names.case(ctag),
    text: (key) => textOf(body?.[key]),
  };
}
