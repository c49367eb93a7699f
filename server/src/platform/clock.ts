/** Time as the chapters know it. In a simulated log the story clock tells another time than the wall. */
export interface Clock {
  /** Story time where there is one, else real time. */
  now(): Date;
  /** RFC 3339 story time for the keeper's `at`; undefined outside a simulated log. */
  at(): string | undefined;
}

/** Story clock: stands where it is set and then runs with real time, unless frozen. */
export interface StoryClock extends Clock {
  set(at: Date): void;
  /** From now on it moves only when it is set: a played day comes out the same each time. */
  freeze(): void;
  /** It runs with real time again. */
  thaw(): void;
}
