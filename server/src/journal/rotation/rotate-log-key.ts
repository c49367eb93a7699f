import type { Keeper } from "../keeper.ts";
import { refusedRotation } from "./refused.ts";

export interface LogKeyAsk {
  /** `begin`: another key signs the journal beside the old one. `end`: from then on alone; the old one's secret is destroyed. */
  step: "begin" | "end";
  /** Two persons. */
  by: string;
  second: string;
  /** Days in which both sign; 30 where nothing is said. */
  days?: number;
  /** Ends before they are over. */
  early?: boolean;
  /** The new key lies in the SSH agent: its public half, 64 hex digits. */
  sshAgent?: string;
}

/** Another key for the journal's signature. @throws Problem `conflict` where the keeper refuses · KeeperDown */
export async function rotateLogKey(keeper: Pick<Keeper, "rotate">, ask: LogKeyAsk): Promise<void> {
  const done = await keeper.rotate({ of: "log", ...ask });
  if (!done.ok) throw refusedRotation(done);
}
