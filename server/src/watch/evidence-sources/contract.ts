/**
 * Grade of evidence: A written by what the person does not control, and bound to him and the customer; B written by himself but checkable;
 * C his own words.
 */
export type EvidenceGrade = "A" | "B" | "C";

/**
 * `dispatch`: an item that a dispatcher handed to one person alone; `confirmation`: the customer said it himself, on his own telephone (A) or on
 * the person's tablet (B); `outcome`: what another system says came of the work.
 */
export type EvidenceKind = "call" | "counter" | "customer_event" | "dispatch" | "confirmation" | "outcome";

/** What somebody else's record says of one contact, before persons and customers are found to it. */
export interface Evidence {
  /** The source's own number of the record: the same number again is the same record. Never a telephone number. */
  external: string;
  kind: EvidenceKind;
  /** A unless the source says less. */
  grade?: EvidenceGrade;
  /** Person id, login (or what the source calls him, by the map's `persons`), or the extension or counter at which the person sat. */
  person?: string;
  login?: string;
  extension?: string;
  /** Customer id, or what finds him; the latter are never stored. */
  customer?: string;
  phone?: string;
  email?: string;
  customerNumber?: string;
  channel: string;
  startsAt: Date;
  /** Absent while it goes on. */
  endsAt?: Date;
  /** Result of a call, of a case; kind of a customer's event. */
  result?: string;
}

/** Members that name the person, and those that find the customer: the first one that is there counts. */
export type PersonKey = "person" | "login" | "extension";
export type CustomerKey = "customer" | "phone" | "email" | "customerNumber";

/** How a source's records are to be read. Written by whoever knows the source. */
export interface EvidenceMap {
  /** Name of the source, for the journal and the list of feeds. */
  source: string;
  /** Zone in which the source's times are written, where they carry none. */
  zone: string;
  /** Channel of all records, where none says. */
  channel?: string;
  /** What the source writes -> what it means here. */
  results?: Readonly<Record<string, string>>;
  /** What the source calls a person -> his login here. */
  persons?: Readonly<Record<string, string>>;
  /** Name here -> column of the file; only for files whose columns have no order of their own. */
  columns: Readonly<Record<string, string>>;
  /** A number of at most so many digits is an extension, a longer one a telephone number. */
  extensionDigits?: number;
}

/** Why a record is no evidence: never holds the value itself. */
export interface Fault {
  column: string;
  what: string;
  expected: string;
}

/** `nothing`: a record that speaks of no contact with a customer; it is counted, not complained about. */
export type Parsed = { evidence: Evidence } | { fault: Fault } | { nothing: string };

/** Turns a local day and time into an instant; given by the reader so that a source knows neither clock nor zone tables. */
export type ReadInstant = (text: string, zone: string) => Date | undefined;

export type Row = Readonly<Record<string, string>>;
/** A message's body, as JSON. */
export type Message = Readonly<Record<string, unknown>>;

/** What a map may say to this source beside `source` and `zone`. */
export interface SourceSettings {
  /** Names that `columns` must, and may, give a column of the file to. */
  columns?: { needed: readonly string[]; optional: readonly string[] };
  /** Other members of the map. */
  own: ReadonlyArray<"channel" | "results" | "persons" | "extensionDigits">;
}

/** How whoever sends a message proves who he is; the secret lies in a file of the feed. */
export type SignedBy = "token" | "standard-webhooks" | "hub-sha1" | "chatwoot";

/** Records that only make a contact together. Memory is bounded: what waits too long is given as it is. */
export interface Gathering<Record> {
  take(record: Record): Parsed[];
  end(): Parsed[];
}

interface Common {
  id: string;
  words: { id: string; en: string };
  settings: SourceSettings;
  /** What in its records names the person and finds the customer, in that order. */
  match: { person: readonly PersonKey[]; customer: readonly CustomerKey[] };
}

/** Rows of a file with a header line, or (`order`) with columns in an order of their own, told by how many there are. */
export interface FileSource extends Common {
  form: "file";
  order?: (count: number) => readonly string[] | undefined;
  parse(row: Row, map: EvidenceMap, instant: ReadInstant): Parsed;
  gather?: (map: EvidenceMap, instant: ReadInstant) => Gathering<Row>;
  examples: ReadonlyArray<SourceExample<Row>>;
}

/** Messages that another system sends as things happen. */
export interface MessageSource extends Common {
  form: "message";
  signed: SignedBy;
  parse(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed[];
  examples: ReadonlyArray<SourceExample<Message>>;
}

/**
 * What comes by an act of the house itself, through the act's own door. INVARIANT: no file and no feed brings it, and no setting shapes it: else who
 * writes a file writes what the customer said.
 */
export interface DoorSource extends Common {
  form: "door";
  parse(told: Message, map: EvidenceMap, instant: ReadInstant): Parsed[];
  examples: ReadonlyArray<SourceExample<Message>>;
}

/** A kind of file, message or act that holds evidence. A new one is a folder and a line in the list. */
export type EvidenceSource = FileSource | MessageSource | DoorSource;

/** A run of the contract test. `records` that make one contact together, or one alone. */
export interface SourceExample<Record> {
  title: string;
  records: readonly Record[];
  map: EvidenceMap;
  /** What they give, in that order: members of evidence (`undefined`: not there), the column of a fault, or that there is nothing. */
  gives: ReadonlyArray<{ [Key in keyof Evidence]?: Evidence[Key] | undefined } | Fault["column"] | undefined>;
}

/** Cells of a row by our names: trimmed, empty where the map or the file has none. */
export const cellsOf =
  (row: Row, { columns }: EvidenceMap) =>
  (name: string): string =>
    (row[columns[name] ?? ""] ?? "").trim();

/** The members among `names` that are not empty. */
export function givenOf(names: readonly string[], value: (name: string) => string): Partial<Evidence> {
  return Object.fromEntries(names.map((name) => [name, value(name)]).filter(([, text]) => text));
}

/** A fault, as it is written down. */
export const fault = (column: string, what: string, expected: string): { fault: Fault } => ({ fault: { column, what, expected } });

/** A member of a message however deep (`ticket.owner.login`), as text; empty where there is none. */
export function textIn(message: unknown, path: string): string {
  const found = path.split(".").reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), message);
  return typeof found === "string" || typeof found === "number" ? String(found).trim() : "";
}

/** Is it a JSON object? */
export const isObject = (value: unknown): value is Message => typeof value === "object" && value !== null && !Array.isArray(value);
