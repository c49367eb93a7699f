import type { Act } from "../../journal/index.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";

export interface RotaParts {
  db: Database;
  act: Act;
  clock: Clock;
  /** Seeds of draws are derived from it. */
  serverKey: Buffer;
}
