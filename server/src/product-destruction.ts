import type { Access } from "./access/index.ts";
import { forgetCustomer, type Journal, keyCopies, type RunningKeeper } from "./journal/index.ts";
import type { People } from "./people/index.ts";
import type { Ground } from "./product-ground.ts";
import { type Destruction, makeDestruction } from "./records/index.ts";

const TRIES = 50;
const PAUSE = 100;

/** The journal's files follow the keeper within a moment. */
async function publishedReceipt(journal: Journal, keeper: RunningKeeper, idx: number): Promise<string | undefined> {
  for (let i = 0; i < TRIES; i++) {
    const receipt = await journal.receipt(idx);
    if (receipt !== undefined || idx >= (await keeper.status()).size) return receipt;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return undefined;
}

/** The end of customers' data, over the chapters that know of a customer. What an earlier process or another database left is finished first. */
export async function openDestruction(
  { db, clock, log }: Ground,
  { keeper, journal, people, access }: { keeper: RunningKeeper; journal: Journal; people: People; access: Access },
): Promise<Destruction> {
  const { act, derive } = journal;
  const destruction = makeDestruction({
    db,
    act,
    derive,
    clock,
    keeper,
    ports: {
      async settled() {
        await journal.drain();
        await journal.flush();
      },
      forget: forgetCustomer,
      end: (tx, write, customerId, at) => access.customerDestroyed(tx, write, customerId, at),
      async sources(idx) {
        const receipt = await publishedReceipt(journal, keeper, idx);
        if (receipt === undefined) return undefined;
        const [{ origin }, { keys }, copies] = await Promise.all([keeper.status(), keeper.keys(), keyCopies(db)]);
        const ends = new Map(keys.map(({ id, destroyedAt }) => [id, destroyedAt]));
        return { receipt, log: origin, copies, destroyedAt: (epoch) => ends.get(`kek-${epoch}`) };
      },
      spend: (tx, approval) => people.approvals.spend(tx, approval),
    },
  });
  const finished = await destruction.finishLeft();
  if (finished > 0) log.warn({ finished }, "customers whose keys are dead were taken out of this database");
  return destruction;
}
