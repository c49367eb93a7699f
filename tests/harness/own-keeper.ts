import { afterEach, beforeEach } from "vitest";
import { keeperMain } from "../../keeper/src/index.ts";
import { newPlace, type Place, type Running, startKeeper } from "../../keeper/src/test-rig/rig.ts";

interface Usual {
  args?: readonly string[];
  main?: (place: Place) => string;
  starts?: boolean;
}

interface Stoppable {
  stop(): Promise<void>;
}

interface OwnKeeper {
  /** Of the test that runs; the same object in all of them. */
  place: Place;
  /** The keeper that was started last; the same object for all of them. */
  keeper: Running;
  /** Starts the next one at the same place: as the first, where nothing else is said. */
  again(args?: readonly string[], main?: string): Promise<void>;
  /** Something else of this test, stopped behind the keeper: a keeper writes its last entry with its standby and witnesses there. */
  beside<Process extends Stoppable>(one: Process): Process;
}

/**
 * In every test of this `describe` a keeper of its own, in directories of its own, which runs when the test begins.
 * @param args what it is started with
 * @param main what is started in its stead, made for this place
 * @param starts false: the test starts it, by `again`
 */
export function ownKeeper({ args: usual = [], main: mainAt = () => keeperMain, starts = true }: Usual = {}): OwnKeeper {
  const place = {} as Place;
  const keeper = {} as Running;
  const others: Stoppable[] = [];
  let usualMain = keeperMain;
  const again: OwnKeeper["again"] = async (args = usual, main = usualMain) => {
    Object.assign(keeper, await startKeeper(place, args, main));
  };
  beforeEach(async () => {
    delete place.startKey;
    Object.assign(place, newPlace());
    usualMain = mainAt(place);
    if (starts) await again();
  });
  afterEach(() => endAll(keeper, others.splice(0), place));
  const beside: OwnKeeper["beside"] = (one) => {
    others.push(one);
    return one;
  };
  return { place, keeper, again, beside };
}

/** Stops them all, the keeper first, and removes the place, whichever of them cannot be stopped. @throws what the first of those said */
export async function endAll(keeper: Partial<Stoppable>, others: readonly Stoppable[], place: Pick<Place, "remove">): Promise<void> {
  try {
    const ends = await Promise.allSettled([keeper.stop?.()]);
    ends.push(...(await Promise.allSettled(others.map((one) => one.stop()))));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  } finally {
    place.remove();
  }
}
