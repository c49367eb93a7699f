import type { Write } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";
import { asRows, writeInteractions } from "./add-interactions.ts";
import type { EvidenceMap } from "./evidence-sources/contract.ts";
import { type ConfirmedBy, customerConfirmation } from "./evidence-sources/customer-confirmation/index.ts";
import { readInstant } from "./read-instant.ts";

/** Never a feed of anybody: that no customer confirmed anything all day is no trouble of the house. */
const MAP: EvidenceMap = { source: "mercusuar-confirmation", zone: "UTC", columns: {} };

export interface Confirmed {
  /** The confirmation's own number: the same again changes nothing. */
  id: string;
  customerId: string;
  /** With whom the customer is. */
  personId: string;
  at: Date;
  by: ConfirmedBy;
}

/**
 * The customer said who is with him: evidence, written in the transaction of his act. What it is worth follows from where he said it.
 * INVARIANT: whoever calls this has checked that act; what a customer reads out to the person is none.
 */
export async function customerConfirmed(tx: Writing, write: Write, { id, customerId, personId, at, by }: Confirmed): Promise<void> {
  const told = { id, by, person: personId, customer: customerId, at: at.toISOString() };
  const rows = customerConfirmation
    .parse(told, MAP, readInstant)
    .flatMap((one) =>
      "evidence" in one ? asRows({ row: 0, evidence: one.evidence, personId, customerIds: [customerId] }, MAP.source) : [],
    );
  if (rows.length > 0) await writeInteractions(tx, write, { source: MAP.source, rows, now: at });
}
