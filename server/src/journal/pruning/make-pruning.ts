import type { Reading, Writing } from "../../platform/database.ts";
import type { Derive } from "../act.ts";
import type { Keeper } from "../keeper.ts";
import { type PrunePreview, previewPruning } from "./preview.ts";
import { mustBeOver, type PruneApproval, type PruneDone, pruneJournal } from "./prune-journal.ts";
import { broughtTo, endLooks, type Forget, noteBrought, type Pruned } from "./pruned-looks.ts";
import { isTakenOut } from "./taken-out.ts";

export interface PruningParts {
  db: Reading;
  keeper: Pick<Keeper, "prune" | "status">;
  derive: Derive;
  /** The data directory. */
  dataDir: string;
  /** Of the keeper's clock: entries end by the time at which they were written, also in a story. */
  now(): Date;
  ports: {
    /** The approval was carried out. Filled in from people. */
    spend(tx: Writing, approved: PruneApproval): Promise<void>;
    /** What later chapters keep of looks that ended. */
    forget: Forget;
    /** What later chapters keep of whole days before that instant. */
    endDays(before: Date): Promise<void>;
  };
  /** For the operator's log. */
  onFault(error: Error): void;
}

/** The end of entries whose term is over, and of what the tables hold of them. */
export interface Pruning {
  /** What would end. @throws Problem `too-soon` 409 */
  preview(before: Date, signal?: AbortSignal): Promise<PrunePreview>;
  /** Whether something of it would be refused: asked before two persons are. @throws Problem `too-soon` 409 */
  mustBeOver(before: Date): Promise<void>;
  /** Entries older than that end. What of it is not done when this fulfils goes on by itself. @throws Problem `too-soon` · `nothing-ends` 409 · KeeperDown */
  prune(before: Date, approved: PruneApproval): Promise<PruneDone>;
  /** Takes what was pruned out of the tables: an act that was cut off, or a backup that was put back. Gives how many rows of the projection went. */
  finishLeft(): Promise<number>;
  /** Fulfils when tables and keeper's files hold nothing any more of what was pruned: true; false where it was aborted before. */
  settled(signal?: AbortSignal): Promise<boolean>;
  /** What is under way stops behind its portion, and goes on at the next start. */
  close(): Promise<void>;
}

const ASK_EVERY = 200;

/** Prunes: keeper first, then the tables. What a crash left half done, `finishLeft` ends at the next start. */
export function makePruning({ db, keeper, derive, dataDir, now, ports, onFault }: PruningParts): Pruning {
  const parts = { keeper, derive, now, spend: ports.spend };
  // One after the other: two would meet in the same rows.
  let ending: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();
  const finishLeft = (): Promise<number> => {
    const one = ending.catch(() => undefined).then(endAll);
    ending = one;
    return one;
  };
  const endAll = async (): Promise<number> => {
    const { pruned } = await keeper.status();
    if (pruned === undefined || (await broughtTo(db, pruned))) return 0;
    const rows = await endLooks(derive, pruned, ports.forget, closing.signal);
    await ports.endDays(new Date(pruned.before));
    await derive((tx) => noteBrought(tx, pruned));
    return rows;
  };
  const allOut = async (signal?: AbortSignal): Promise<boolean> => {
    await ending;
    const { pruned } = await keeper.status();
    return pruned === undefined || untilTakenOut(dataDir, pruned, signal);
  };
  return {
    async preview(before, signal) {
      await mustBeOver(parts, before);
      return previewPruning(dataDir, before, signal);
    },
    mustBeOver: (before) => mustBeOver(parts, before),
    async prune(before, approved) {
      try {
        return await pruneJournal(parts, before, approved);
      } finally {
        // Also where nothing more ends: what an act before it left is ended now.
        finishLeft().catch(onFault);
      }
    },
    finishLeft,
    settled: (signal) => Promise.race([allOut(signal), untilAborted(signal)]),
    async close() {
      closing.abort();
      await ending.catch(() => undefined);
    },
  };
}

async function untilTakenOut(dir: string, { upto }: Pruned, signal?: AbortSignal): Promise<boolean> {
  while (!(await isTakenOut(dir, upto))) {
    if (signal?.aborted) return false;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
  }
  return true;
}

const untilAborted = (signal?: AbortSignal): Promise<false> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve(false);
    signal?.addEventListener("abort", () => resolve(false), { once: true });
  });
