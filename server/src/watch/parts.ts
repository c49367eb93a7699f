import type { Act, Derive } from "../journal/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { TokenKeeper } from "./lookup-tokens.ts";

export interface WatchParts {
  db: Database;
  act: Act;
  derive: Derive;
  keeper: TokenKeeper;
  clock: Clock;
  /** Fulfils when the projection holds all that was answered so far. */
  flush: () => Promise<void>;
}
