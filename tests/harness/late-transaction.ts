import { AsyncLocalStorage } from "node:async_hooks";
import { vi } from "vitest";
import type { Database } from "../../server/src/platform/database.ts";

/**
 * Begins something and holds it just before its `nth` transaction, lets `between` happen whole, and lets the first go on. What others begin
 * meanwhile, as the sealing of entries does, is neither counted nor held. Gives what came of the first: a failure is an answer, too.
 */
export async function lateBy<T>(db: Database, nth: number, begin: () => Promise<T>, between: () => Promise<unknown>): Promise<T | Error> {
  const transaction = db.transaction.bind(db);
  let arrived = (): void => undefined;
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const first = new AsyncLocalStorage<true>();
  let begun = 0;
  const spy = vi.spyOn(db, "transaction").mockImplementation(async (work) => {
    if (first.getStore() && ++begun === nth) {
      arrived();
      await gate;
    }
    return transaction(work);
  });
  const came = first.run(true, begin).catch((error: Error) => error);
  try {
    await Promise.race([held, came]);
    if (begun < nth) throw new Error(`it ended after ${begun} transactions, before the ${nth}th`);
    await between();
  } finally {
    go();
    await came;
    spy.mockRestore();
  }
  return came;
}
