import type { Reading } from "../platform/database.ts";
import { indexValue } from "../records/index.ts";
import type { Evidence } from "./evidence-sources/contract.ts";
import { type Bringer, lookupTokens, type TokenKeeper } from "./lookup-tokens.ts";
import { customersById, customersByToken, personsByIdOrExtension } from "./store.ts";

export interface Bound {
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
  bringer: Bringer,
  batch: readonly Evidence[],
): Promise<{ bound: Bound[]; bad: BadEvidence[] }> {
  const persons = await personsByIdOrExtension(db, named(batch, "person"), named(batch, "extension"));
  const known = await customersById(db, named(batch, "customer"));
  const numbers = await customersByNumber(db, keeper, bringer, batch);
  const bound: Bound[] = [];
  const bad: BadEvidence[] = [];
  batch.forEach((evidence, row) => {
    const personId = persons.get(evidence.person ?? evidence.extension ?? "");
    if (personId === undefined && evidence.kind !== "customer_event") {
      bad.push({
        row,
        column: evidence.person ? "person" : "extension",
        what: "nobody has it",
        expected: "a person id or extension from the roster",
      });
    } else if (evidence.customer && !known.has(evidence.customer)) {
      bad.push({ row, column: "customer", what: "no such customer", expected: "a customer id" });
    } else {
      bound.push({ evidence, personId, customerIds: evidence.customer ? [evidence.customer] : (numbers.get(keyOf(evidence)) ?? []) });
    }
  });
  return { bound, bad };
}

const named = (batch: readonly Evidence[], name: "person" | "extension" | "customer"): string[] => [
  ...new Set(batch.flatMap((one) => one[name] ?? [])),
];

/** The number by which a customer is to be found, in one spelling; empty where there is none that could be one. */
function keyOf({ phone, customerNumber }: Evidence): string {
  const value = phone ? indexValue("phone", phone) : customerNumber ? indexValue("customer_number", customerNumber) : undefined;
  return value === undefined ? "" : `${phone ? "phone" : "customer_number"} ${value}`;
}

async function customersByNumber(
  db: Reading,
  keeper: TokenKeeper,
  bringer: Bringer,
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
