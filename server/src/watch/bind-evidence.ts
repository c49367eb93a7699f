import type { Reading } from "../platform/database.ts";
import { indexValue } from "../records/index.ts";
import type { Evidence } from "./evidence-sources/contract.ts";
import { type Bringer, lookupTokens, type TokenKeeper } from "./lookup-tokens.ts";
import { isObservedCustomer } from "./observed/keyed.ts";
import { customersById, customersByToken, personsNamed } from "./store.ts";

export interface Bound {
  /** Position in the batch, from 0. */
  row: number;
  evidence: Evidence;
  personId: string | undefined;
  /** Usually one; several where they share a number; none where nobody was found. */
  customerIds: readonly string[];
}

export interface BadEvidence {
  /** Position in the batch, from 0. */
  row: number;
  column: string;
  what: string;
  expected: string;
}

/** More customers behind one number than this is a switchboard, not a household. */
const MAX_SHARERS = 5;

/**
 * Finds persons and customers to a batch of records: two queries and at most one call to the keeper for all of them.
 * A number that finds nobody leaves the record without a customer: it explains nothing, but is kept.
 */
export async function bindEvidence(
  db: Reading,
  keeper: TokenKeeper,
  bringer: Bringer | undefined,
  batch: readonly Evidence[],
): Promise<{ bound: Bound[]; bad: BadEvidence[] }> {
  const persons = await personsNamed(db, {
    ids: named(batch, "person"),
    logins: named(batch, "login"),
    extensions: named(batch, "extension"),
  });
  const known = await customersById(db, named(batch, "customer"));
  const numbers = await customersByNumber(db, keeper, bringer, batch);
  const bound: Bound[] = [];
  const bad: BadEvidence[] = [];
  batch.forEach((evidence, row) => {
    const personId = persons.of(evidence);
    const wrong = faultOf(evidence, personId, known);
    if (wrong) bad.push({ row, ...wrong });
    else
      bound.push({ row, evidence, personId, customerIds: evidence.customer ? [evidence.customer] : (numbers.get(keyOf(evidence)) ?? []) });
  });
  return { bound, bad };
}

function faultOf(evidence: Evidence, personId: string | undefined, known: ReadonlySet<string>): Omit<BadEvidence, "row"> | undefined {
  const { external, kind, person, login, customer, phone } = evidence;
  const digits = (text = ""): string => text.replace(/\D/g, "");
  if (external.length > 100 || /[\p{Cc}\p{Cs}]/u.test(external) || (phone && digits(phone) === digits(external)))
    return { column: "external", what: "no number of a record", expected: "at most 100 characters, and no telephone number" };
  if (personId === undefined && kind !== "customer_event")
    return {
      column: person ? "person" : login ? "login" : "extension",
      what: "nobody has it",
      expected: "a person id, login or extension from the roster",
    };
  if (customer && !known.has(customer) && !isObservedCustomer(customer))
    return { column: "customer", what: "no such customer", expected: "a customer id" };
  return undefined;
}

const named = (batch: readonly Evidence[], name: "person" | "login" | "extension" | "customer"): string[] => [
  ...new Set(batch.flatMap((one) => one[name] ?? [])),
];

/** What finds a customer, in the order in which it is believed, and its kind of blind index. */
const FINDERS = [
  ["phone", "phone"],
  ["email", "email"],
  ["customerNumber", "customer_number"],
] as const;

/** The number by which a customer is to be found, in one spelling; empty where there is none that could be one. */
function keyOf(evidence: Evidence): string {
  const [name, ix] = FINDERS.find(([name]) => evidence[name]) ?? [];
  const value = name && ix ? indexValue(ix, evidence[name] ?? "") : undefined;
  return value === undefined ? "" : `${ix} ${value}`;
}

async function customersByNumber(
  db: Reading,
  keeper: TokenKeeper,
  bringer: Bringer | undefined,
  batch: readonly Evidence[],
): Promise<Map<string, string[]>> {
  const keys = [...new Set(batch.filter((one) => !one.customer).map(keyOf))].filter((key) => key !== "");
  const queries = keys.map((key) => ({ ix: key.slice(0, key.indexOf(" ")), value: key.slice(key.indexOf(" ") + 1) }));
  const tokens = await lookupTokens(keeper, bringer, queries);
  const holders = await customersByToken(db, tokens.flat());
  return new Map(
    keys.map((key, at) => [key, [...new Set((tokens[at] ?? []).flatMap((token) => holders.get(token) ?? []))].slice(0, MAX_SHARERS)]),
  );
}
