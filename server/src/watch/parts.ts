import type { Act, Derive } from "../journal/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { TokenKeeper } from "./lookup-tokens.ts";
import type { Feeds } from "./read-feeds.ts";

export interface WatchParts {
  db: Database;
  act: Act;
  derive: Derive;
  keeper: TokenKeeper;
  clock: Clock;
  /** Fulfils when the projection holds all that was answered so far. */
  flush: () => Promise<void>;
  ports: {
    /** Runs an office's evening of a local day again, where it has run already; filled in by review. */
    rerunEvening: (day: { officeId: string; date: string }) => Promise<void>;
  };
  /** Systems that send messages. */
  feeds: Feeds;
  /** The server's own key: names of the CRM's customers are made with it. */
  serverKey: Buffer;
  /** Hours after a day for which looks wait for a feed that is missing. */
  feedGrace: number;
  onFault: (error: Error) => void;
}
