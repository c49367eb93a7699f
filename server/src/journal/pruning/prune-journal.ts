import type { Writing } from "../../platform/database.ts";
import type { Derive } from "../act.ts";
import type { Keeper } from "../keeper.ts";
import { nothingEnds, notTaken, tooSoon } from "./words.ts";

/** What two persons have agreed to, as people gives it. */
export interface PruneApproval {
  id: string;
  by: string;
  second: string;
}

/** What has ended, by its entry. */
export interface PruneDone {
  /** Index of the `prune` entry. */
  entry: number;
  /** Entries before this one. */
  upto: number;
  /** How many ended by it. */
  count: number;
}

export interface PruneParts {
  keeper: Pick<Keeper, "prune" | "status">;
  derive: Derive;
  /** The approval was carried out. Filled in from people. */
  spend(tx: Writing, approved: PruneApproval): Promise<void>;
  /** Of the keeper's clock. */
  now(): Date;
}

const DAY = 86_400_000;

/** Before two persons are asked: is all before that instant beyond its term? @throws Problem `too-soon` 409 */
export async function mustBeOver({ keeper, now }: Pick<PruneParts, "keeper" | "now">, before: Date): Promise<void> {
  const { term } = await keeper.status();
  if (before.getTime() > now().getTime() - term * DAY) throw tooSoon(term, now());
}

/**
 * The keeper writes down what ends and begins to take it out: from then on it is gone, for whatever dies later ends it at its next start.
 * @throws Problem `too-soon` · `nothing-ends` 409 · KeeperDown
 */
export async function pruneJournal(parts: PruneParts, before: Date, approved: PruneApproval): Promise<PruneDone> {
  const { keeper, derive, spend, now } = parts;
  await mustBeOver(parts, before);
  const { id: approval, by, second } = approved;
  const result = await keeper.prune({ before: before.toISOString(), by, second, approval });
  if (!result.ok) {
    if (result.code === "too-soon") throw tooSoon((await keeper.status()).term, now());
    throw result.code === "nothing-ends" ? nothingEnds() : notTaken(result.code);
  }
  // Who dies before this leaves an approval with which nothing more ends.
  await derive((tx) => spend(tx, approved));
  return { entry: result.idx, upto: result.upto, count: result.count };
}
