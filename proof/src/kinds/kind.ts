/**
 * The tiny schema language of entry bodies. A key ending in `?` is optional; an array lists the only words allowed.
 * Strings hold at most 200 characters, lists at most 500 items. Never personal data: ids, counts, rule names, dates.
 * `prints` of a batch: one fingerprint a row that it brought (platform/row-print.ts in the server), so that a table can be compared with its entries.
 */
export type Shape = "string" | "int" | "bool" | "strings" | "ints" | readonly string[];
/** One kind: the members of its body by name; a name that ends in `?` may be absent, every other is required. */
export interface Kind {
  readonly body: Readonly<Record<string, Shape>>;
}
/** Kinds by their `typ`. */
export type Kinds = Readonly<Record<string, Kind>>;
