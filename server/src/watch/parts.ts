import type { Act, Derive, Keeper } from "../journal/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";

export interface WatchParts {
  db: Database;
  act: Act;
  derive: Derive;
  keeper: Pick<Keeper, "tokens">;
  clock: Clock;
}
