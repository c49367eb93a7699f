import type { Clock, StoryClock } from "./clock.ts";

/** The wall clock: no story time. */
export function realClock(): Clock {
  return { now: () => new Date(), at: () => undefined };
}

/**
 * Story time of a simulated log: stands where it is set and runs on with real time, unless frozen.
 * @param persist called at each setting, so that a second start goes on from there
 */
export function storyClock(startAt: Date, persist: (at: Date) => void = () => undefined): StoryClock {
  let story = startAt.getTime();
  let since = Date.now();
  let frozen = false;
  const now = (): Date => new Date(frozen ? story : story + (Date.now() - since));
  const hold = (at: Date): void => {
    story = at.getTime();
    since = Date.now();
  };
  return {
    now,
    at: () => now().toISOString(),
    set(at) {
      hold(at);
      persist(at);
    },
    freeze() {
      hold(now());
      frozen = true;
    },
    thaw() {
      hold(now());
      frozen = false;
    },
  };
}
