import { afterEach, beforeEach } from "vitest";
import { keeperMain } from "../../keeper/src/index.ts";
import { newPlace, type Place, type Running, startKeeper } from "../../keeper/src/test-rig/rig.ts";

interface Usual {
  args?: readonly string[];
  main?: (place: Place) => string;
}

interface OwnKeeper {
  /** Of the test that runs; the same object in all of them. */
  place: Place;
  /** The keeper that was started last; the same object for all of them. */
  keeper: Running;
  /** Starts the next one at the same place: as the first, where nothing else is said. */
  again(args?: readonly string[], main?: string): Promise<void>;
  /** Something else of this test, stopped behind the keeper: a keeper writes its last entry with its standby and witnesses there. */
  beside<Process extends { stop(): Promise<void> }>(one: Process): Process;
}

/**
 * In every test of this `describe` a keeper of its own, in directories of its own, which runs when the test begins.
 * @param args what it is started with
 * @param main what is started in its stead, made for this place
 */
export function ownKeeper({ args: usual = [], main: mainAt = () => keeperMain }: Usual = {}): OwnKeeper {
  const place = {} as Place;
  const keeper = {} as Running;
  const others: Array<{ stop(): Promise<void> }> = [];
  let usualMain = keeperMain;
  const again: OwnKeeper["again"] = async (args = usual, main = usualMain) => {
    Object.assign(keeper, await startKeeper(place, args, main));
  };
  beforeEach(async () => {
    delete place.startKey;
    Object.assign(place, newPlace());
    usualMain = mainAt(place);
    await again();
  });
  afterEach(async () => {
    try {
      await keeper.stop();
    } finally {
      for (const one of others.splice(0)) await one.stop();
      place.remove();
    }
  });
  const beside: OwnKeeper["beside"] = (one) => {
    others.push(one);
    return one;
  };
  return { place, keeper, again, beside };
}
