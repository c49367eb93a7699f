import {
  isOlderThanKeys,
  type Journal,
  makeRotation,
  overlapIsOver,
  type Rotation,
  type RunningKeeper,
  turnWhenDue,
} from "./journal/index.ts";
import { type People, personShelf } from "./people/index.ts";
import type { Ground } from "./product-ground.ts";
import type { Records } from "./records/index.ts";

export interface RotationOptions {
  /** How long it pauses after a batch, as a multiple of what the batch took. */
  pace?: number;
  /** Milliseconds of rest before the old keys end. */
  rest?: number;
  /** Days from one rotation to the next; absent: only when told. */
  every?: number;
}

interface Parts {
  keeper: RunningKeeper;
  journal: Journal;
  people: People;
  records: Records;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A rotation that was cut short goes on; a database that is older than the keys is brought under them before anybody asks. */
export async function openRotation({ db, log, clock }: Ground, parts: Parts, { every, ...pace }: RotationOptions): Promise<Rotation> {
  const { keeper, journal, people, records } = parts;
  const shelves = [personShelf(db), ...records.shelves];
  const told = ({ message }: Error): void => log.error({ message }, "rotation");
  const rotation = makeRotation({
    keeper,
    clock,
    act: journal.act,
    derive: journal.derive,
    shelves,
    drain: () => journal.drain(),
    onFault: told,
    ...pace,
  });
  const keys = await keeper.keys();
  const last = shelves.at(-1);
  if (keys.rotating) rotation.goOn();
  else if (last && (await isOlderThanKeys(keys, last))) {
    const brought = await rotation.mend();
    const { faults, withheld } = rotation.state();
    log.warn({ brought, faults, withheld }, "an older database was brought under the newest keys");
  }
  const tick = async (): Promise<void> => {
    const keys = await keeper.keys();
    if (overlapIsOver(keys, clock.now())) log.warn("the old log key may go: mercusuar keys rotate-log --end");
    if (every === undefined) return;
    const turn = await turnWhenDue({ keeper, keys, rotation, clock, every, approved: () => agreed(people, journal) });
    if (turn === "overdue") log.warn("keys are due: two persons have to agree (mercusuar keys rotate)");
  };
  const end = eachHour(tick, told);
  // A turn that is under way may begin a rotation: that one is closed, too.
  return { ...rotation, close: () => end().then(() => rotation.close()) };
}

/** Not at once: a command that opens the house for a moment begins no rotation. What it gives ends it, after a turn that is under way. */
function eachHour(turn: () => Promise<void>, onFault: (error: Error) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> | undefined;
  const later = (wait: number): void => {
    timer = setTimeout(() => {
      turning = turn()
        .catch(onFault)
        .finally(() => later(HOUR));
    }, wait).unref();
  };
  later(MINUTE);
  return async () => {
    await turning;
    clearTimeout(timer);
  };
}

/** What two persons have agreed to in advance. */
async function agreed({ approvals }: People, { derive }: Journal) {
  const approved = await approvals.firstAgreed("rotate");
  return approved && { ...approved, spend: () => derive((tx) => approvals.spend(tx, approved)) };
}
