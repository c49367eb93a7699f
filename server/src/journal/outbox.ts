import type { AppendCall } from "@mercusuar/keeper";
import { type Entry, type EntryValue, schemaFault } from "@mercusuar/proof";
import type { Writing } from "../platform/database.ts";
import { newIid } from "../platform/ids.ts";
import { type Mark, markFault } from "./marks.ts";

/** An entry that a change brings about. Plain in the database until it is sent: never personal data of a customer in `body`. */
export interface OutboxEntry {
  /** Kind of entry, declared in proof. */
  typ: string;
  /** What the order of entries is kept for: `person:ID`, `customer:ID`, `import:ID`. */
  aggregate: string;
  /** Person who acts; absent for the program itself. */
  act?: string;
  /** Person whom it concerns. */
  psn?: string;
  customer?: { id: string; wrap: string };
  case?: string;
  pur?: string;
  dec?: AppendCall["dec"];
  rsn?: string[];
  pol?: string;
  re?: number;
  body: Record<string, EntryValue>;
  /** Rows whose `idx` is set once the entry is sealed: a widening row counts only then. */
  marks?: Mark[];
}

export type Write = (entry: OutboxEntry) => Promise<void>;

/** The entry does not fit its schema: a fault of ours, found before anything is committed. */
export class EntryFault extends Error {
  readonly code = "entry-fault";
}

/** Puts the entry beside the change, in the same transaction. Gives the row's id. */
export async function writeOutbox(tx: Writing, entry: OutboxEntry, at: string | undefined, now: Date): Promise<number> {
  const { marks = [], aggregate, customer, ...rest } = entry;
  const fault = entryFault(entry) ?? marks.map(markFault).find((found) => found !== undefined);
  if (fault !== undefined) throw new EntryFault(`${entry.typ}: ${fault}`);
  const call = { ...rest, ...(customer ? { holder: { kind: "customer", ...customer } } : {}), ...(at ? { at } : {}) };
  const { rows } = await tx.query<{ id: number }>({
    name: "journal-outbox-write",
    text: "insert into journal.outbox (aggregate, iid, typ, entry, marks, created_at) values ($1, $2, $3, $4, $5, $6) returning id",
    values: [aggregate, newIid(), entry.typ, JSON.stringify(call), JSON.stringify(marks), now],
  });
  return (rows[0] as { id: number }).id;
}

const DRY = { v: 1, ts: "2026-01-01T00:00:00.000Z", iid: "00000000-0000-7000-8000-000000000000" } as const;

/** INVARIANT: what commits can be sealed: the schema that the keeper will apply is applied here, before the change is kept. */
function entryFault({ typ, pur, dec, rsn, pol, re, body }: OutboxEntry): string | undefined {
  const dry: Record<string, unknown> = { ...DRY, typ, pur, dec, rsn, pol, re, body } satisfies Partial<Record<keyof Entry, unknown>>;
  return schemaFault(Object.fromEntries(Object.entries(dry).filter(([, value]) => value !== undefined)));
}
