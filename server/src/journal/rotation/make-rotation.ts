import type { KeysResult } from "@mercusuar/keeper";
import type { Clock } from "../../platform/clock.ts";
import type { Act, Derive } from "../act.ts";
import type { Keeper } from "../keeper.ts";
import { KeeperDown } from "../keeper-down.ts";
import { type Pass, passOver, showEverybody } from "./pass-over.ts";
import { refusedRotation } from "./refused.ts";
import type { Shelf } from "./shelf.ts";

export interface RotationParts {
  keeper: Pick<Keeper, "rotate" | "rewrap" | "keys" | "grant">;
  clock: Clock;
  act: Act;
  derive: Derive;
  /** Fulfils when every stored change is sealed: entries that wait hold wraps. */
  drain(): Promise<void>;
  /** In the order in which they come: staff first, and last of all the holder of nothing, by whom an older database is known. */
  shelves: readonly Shelf[];
  /** Pauses as long as a batch took, times this: looks come first. */
  pace?: number;
  /** Milliseconds between the last new wrap and the end of the old keys: who has read an old wrap has asked the keeper by then. */
  rest?: number;
  onFault?(error: Error): void;
}

/** `resting`: nothing to do. `waiting`: some holders have not come, and nobody here has them. */
export type RotationPhase = "resting" | "running" | "waiting";

export interface RotationState {
  phase: RotationPhase;
  /** Living holders by the keeper's list, and those of them that are still to come. */
  living: number;
  left: number;
  /** Holders of this database that the keeper could not open, in the last pass. */
  faults: number;
  /** Holders of an older database whose search tokens two persons have to grant. */
  withheld: number;
}

export interface RotationAsk {
  /** Two persons. */
  by: string;
  second: string;
  /** Their reason: where keys may have been copied (`suspected`), every holder gets a DEK of his own anew. */
  why?: string;
}

export interface Rotation {
  /** New keys from now on; everybody is brought under them in the background. @throws Problem where the keeper refuses · KeeperDown */
  begin(ask: RotationAsk): Promise<void>;
  /** Goes on with what an earlier process left. */
  goOn(): void;
  /**
   * Brings an older database under the newest keys; gives how many holders came. Its search tokens need an import grant of two persons, one
   * alone only at assurance 0: without it they are withheld, and searches find those holders by nothing that was kept before.
   */
  mend(ask?: RotationAsk): Promise<number>;
  /** Ends a rotation without those who have not come. @throws Problem where it is another number */
  giveUp(ask: RotationAsk & { leave: number }): Promise<void>;
  /** Fulfils when nothing moves any more. */
  settled(onProgress?: (state: RotationState) => void): Promise<RotationState>;
  state(): RotationState;
  close(): Promise<void>;
}

/** Behind the tokens of an older database where one person alone may give an import grant, too: the keeper vouches for nothing there. */
const PROGRAM = "program";
const MEND_HOURS = 12;
/** Of an older database's grant: values with an index, of most holders, and of the few members of staff who declared many. */
const VALUES_EACH = 8;
const SPARE = 10_000;
const PACE = 2;
const REST = 3_000;
const RETRY = 500;
/** Somebody may bring the missing ones after all: a restored table, an import that commits late. */
const LOOK_AGAIN = 60_000;

/** New keys for all who live, in the background. One at a time; whoever wants to know where it is asks `state` or listens. */
export function makeRotation(parts: RotationParts): Rotation {
  const state: RotationState = { phase: "resting", living: 0, left: 0, faults: 0, withheld: 0 };
  const listeners = new Set<(state: RotationState) => void>();
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  /** How many were left when everybody had been shown to the keeper. */
  let shown = 0;
  const tell = (change: Partial<RotationState>): void => {
    Object.assign(state, change);
    for (const listener of listeners) listener({ ...state });
  };
  const how = (pace: number) => ({
    pace,
    isClosed: () => closed,
    onBatch: ({ living, left }: Pick<RotationState, "living" | "left">) => tell({ living, left }),
  });
  const pass = (epoch: number, pace: number, grant?: string): Promise<Pass> => passOver(parts, epoch, { ...how(pace), grant });
  const forget = (epoch: number): Promise<void> =>
    parts.derive(async (tx) => {
      for (const shelf of parts.shelves) await shelf.forget?.(tx, epoch);
    });

  /** INVARIANT: the end is asked for only after a pass that found nobody behind, a rest, and an empty outbox. */
  const work = async (): Promise<void> => {
    for (let keys = await parts.keeper.keys(); !closed; keys = await parts.keeper.keys()) {
      tell({ living: keys.living, left: keys.left });
      const { stored, faults, withheld, silent } = await pass(keys.epoch, parts.pace ?? PACE);
      if (closed) return;
      tell({ faults, withheld });
      if (stored > 0) continue;
      if (!keys.rotating) {
        shown = 0;
        await forget(keys.epoch);
        return tell({ phase: "resting", left: 0 });
      }
      await pause(parts.rest ?? REST);
      await parts.drain();
      // Ended while the keeper is silent, the tokens it withholds would be gone: searches would not find the living.
      const ended = silent ? undefined : await parts.keeper.rotate({ step: "end" });
      if (ended?.ok) continue;
      const { left } = await parts.keeper.keys();
      if (left > shown) {
        await showEverybody(parts, keys.epoch, how(parts.pace ?? PACE));
        shown = (await parts.keeper.keys()).left;
        continue;
      }
      tell({ phase: "waiting", left });
      timer = setTimeout(goOn, LOOK_AGAIN).unref();
      return;
    }
  };
  const keepOn = async (): Promise<void> => {
    while (!closed)
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof KeeperDown)) parts.onFault?.(error as Error);
        await pause(RETRY);
      }
  };
  const goOn = (): void => {
    clearTimeout(timer);
    if (closed || running) return;
    tell({ phase: "running" });
    running = keepOn().finally(() => {
      running = undefined;
    });
  };
  return {
    async begin({ by, second, why }) {
      const begun = await parts.keeper.rotate({ step: "begin", by, second, renew: why === "suspected" });
      if (!begun.ok) throw refusedRotation(begun);
      tell({ living: begun.living, left: begun.left, faults: 0 });
      goOn();
    },
    goOn,
    async mend(ask = { by: PROGRAM, second: PROGRAM }) {
      const { epoch, living } = await parts.keeper.keys();
      const until = new Date(parts.clock.now().getTime() + MEND_HOURS * 3_600_000).toISOString();
      const given = await parts.keeper.grant({ by: ask.by, second: ask.second, max: living * VALUES_EACH + SPARE, until, source: "mend" });
      let sum = 0;
      for (;;) {
        const { stored, faults, withheld } = await pass(epoch, 0, given.ok ? given.grant : undefined);
        sum += stored;
        tell({ faults, withheld });
        if (stored > 0) continue;
        await forget(epoch);
        return sum;
      }
    },
    async giveUp({ by, second, leave }) {
      const ended = await parts.keeper.rotate({ step: "end", by, second, leave });
      if (!ended.ok) throw refusedRotation(ended);
      goOn();
    },
    async settled(onProgress = () => undefined) {
      listeners.add(onProgress);
      await running?.finally(() => listeners.delete(onProgress));
      return { ...state };
    },
    state: () => ({ ...state }),
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The database is older than the keys: its holder of nothing, which comes last in a rotation, is not under the newest KEK. */
export async function isOlderThanKeys({ rotating, epoch }: Pick<KeysResult, "rotating" | "epoch">, last: Shelf): Promise<boolean> {
  return !rotating && (await last.behind(epoch, "", 1)).length > 0;
}
