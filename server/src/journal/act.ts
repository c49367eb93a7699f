import type { Clock } from "../platform/clock.ts";
import type { Database, Writing } from "../platform/database.ts";
import { type NewOutboxRow, outboxRow, type Write, writeOutbox } from "./outbox.ts";
import type { Relay } from "./relay.ts";

export interface ActOptions {
  /** Wait until the entries are sealed, so that a widening change is in force when the promise fulfils. Default true; bulk says false and drains. */
  wait?: boolean;
}

/**
 * Changes something. The work gets the only writing transaction there is, and writes at least one entry beside its change:
 * both commit or neither.
 * @throws NoEntry when the work wrote none (rolled back) · EntryFault when an entry does not fit its schema (rolled back) ·
 * NotYetSealed (503) when the change is stored but the keeper does not answer: it takes effect by itself later
 */
export interface Act {
  <T>(work: (tx: Writing, write: Write) => Promise<T>, options?: ActOptions): Promise<T>;
  /**
   * A change whose entry the keeper has already written: the rows that `seal` gave, for example.
   * @param idx index of that entry
   */
  after<T>(idx: number, work: (tx: Writing) => Promise<T>): Promise<T>;
}

/** A change without an entry: nobody could say who did it. */
export class NoEntry extends Error {
  readonly code = "no-entry";
}

/** INVARIANT: only `act` and `derive` hand out a writing transaction, and what `act` commits has its entry in the outbox or in the journal. */
export function makeAct(db: Database, relay: Relay, clock: Clock): Act {
  const act = async <T>(work: (tx: Writing, write: Write) => Promise<T>, { wait = true }: ActOptions = {}): Promise<T> => {
    const known: number[] = [];
    let expected: Array<Promise<void>> = [];
    const change = async (tx: Writing): Promise<T> => {
      const rows: NewOutboxRow[] = [];
      const result = await work(tx, async (entry) => void rows.push(outboxRow(entry, clock.at())));
      if (rows.length === 0) throw new NoEntry("a change wrote no journal entry: it was rolled back");
      const written = await writeOutbox(tx, rows, clock.now());
      known.push(...written);
      if (wait) expected = written.map((id) => relay.expect(id));
      return result;
    };
    try {
      const done = await db.transaction(change);
      if (wait) await relay.sealed(expected);
      else relay.nudge();
      return done;
    } finally {
      relay.forget(known);
    }
  };
  const after = async <T>(idx: number, work: (tx: Writing) => Promise<T>): Promise<T> => {
    if (!Number.isSafeInteger(idx) || idx < 0) throw new NoEntry("a change names no journal entry: nothing was written");
    return db.transaction(work);
  };
  return Object.assign(act, { after });
}

/** Writes tables that can be made anew from others (projection, counters, roll-ups): no entry. */
export type Derive = <T>(work: (tx: Writing) => Promise<T>) => Promise<T>;

/** {@link Derive} over one database: a transaction of its own each time. */
export const makeDerive =
  (db: Database): Derive =>
  (work) =>
    db.transaction(work);
