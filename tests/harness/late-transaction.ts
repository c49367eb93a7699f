import { vi } from "vitest";
import type { Database } from "../../server/src/platform/database.ts";

/**
 * Begins something and holds it just before its `nth` transaction, lets `between` happen whole, and lets the first go on.
 * Gives what came of the first: a failure is an answer, too.
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
  let begun = 0;
  const spy = vi.spyOn(db, "transaction").mockImplementation(async (work) => {
    if (++begun === nth) {
      arrived();
      await gate;
    }
    return transaction(work);
  });
  const first = begin().catch((error: Error) => error);
  await Promise.race([held, first]);
  if (begun < nth) throw new Error(`it ended with its transaction ${begun}, before the ${nth}th`);
  try {
    await between();
  } finally {
    go();
  }
  const came = await first;
  spy.mockRestore();
  return came;
}
