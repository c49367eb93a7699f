import type { House } from "../parts.ts";
import { keyTokenOf } from "./key-token.ts";
import { knownRows } from "./row-store.ts";

/** Ids of customers by the keys under which a system's file brought them in, in the order asked; undefined where no row had that key. */
export async function findByImportKey(house: House, system: string, keys: readonly string[]): Promise<Array<string | undefined>> {
  const tokens = keys.map((key) => keyTokenOf(house, system, key));
  const known = await knownRows(house.db, [...new Set(tokens)]);
  return tokens.map((token) => known.get(token)?.customerId);
}
