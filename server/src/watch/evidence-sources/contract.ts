/** What somebody else's record says of one contact, before persons and customers are found to it. */
export interface Evidence {
  /** The source's own number of the record: the same number again is the same record. */
  external: string;
  kind: "call" | "counter" | "customer_event";
  /** Person id, or the extension or counter at which the person sat. */
  person?: string;
  extension?: string;
  /** Customer id, or what finds him; the latter are never stored. */
  customer?: string;
  phone?: string;
  customerNumber?: string;
  channel: string;
  startsAt: Date;
  endsAt?: Date;
  /** Result of a call; kind of a customer's event. */
  result?: string;
}

/** How a file's columns are called. Written by whoever knows the source. */
export interface EvidenceMap {
  /** Name of the source, for the journal and the feeds list. */
  source: string;
  /** Zone in which the file's times are written, where they carry none. */
  zone: string;
  /** Channel of all rows, where no column says. */
  channel?: string;
  /** What the source writes -> what it means here. */
  results?: Readonly<Record<string, string>>;
  columns: Readonly<Record<string, string>>;
}

/** Why a row is no evidence: never holds the value itself. */
export interface Fault {
  column: string;
  what: string;
  expected: string;
}

/** Turns a local day and time into an instant; given by the reader so that a source knows neither clock nor zone tables. */
export type ReadInstant = (text: string, zone: string) => Date | undefined;

export interface SourceExample {
  title: string;
  row: Readonly<Record<string, string>>;
  map: EvidenceMap;
  gives: Partial<Evidence> | Fault["column"];
}

/** A kind of file that holds evidence. A new one is a folder and a line in the list. */
export interface EvidenceSource {
  id: string;
  name: { id: string; en: string };
  /** Names that the map's `columns` must give a column to. */
  needed: readonly string[];
  /** Names that it may. */
  optional: readonly string[];
  read(row: Readonly<Record<string, string>>, map: EvidenceMap, instant: ReadInstant): { evidence: Evidence } | { fault: Fault };
  examples: readonly SourceExample[];
}
