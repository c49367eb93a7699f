import type { RewrapResult } from "@mercusuar/keeper";
import { millisecondsSince } from "../../platform/stopwatch.ts";
import type { RotationParts } from "./make-rotation.ts";
import type { Behind, Brought, Shelf } from "./shelf.ts";

/** Small enough that a look waits for some milliseconds only. */
const BATCH = 50;

/** What one walk over everybody came to. */
export interface Pass {
  stored: number;
  /** The keeper could not open them. */
  faults: number;
}

interface PassHow {
  pace: number;
  isClosed(): boolean;
  onBatch(result: RewrapResult): void;
}

/** Brings everybody who is behind under the newest keys, batch by batch in the order of ids. Who changed meanwhile is left for the next pass. */
export async function passOver(parts: RotationParts, epoch: number, how: PassHow): Promise<Pass> {
  const sum: Pass = { stored: 0, faults: 0 };
  for (const shelf of parts.shelves) {
    for (let after = ""; !how.isClosed(); ) {
      const worked = millisecondsSince();
      const found = await shelf.behind(epoch, after, BATCH);
      if (found.length === 0) break;
      const { stored, faults } = await bring(parts, shelf, epoch, found, how);
      sum.stored += stored;
      sum.faults += faults;
      after = found.at(-1)?.id ?? "";
      if (how.pace > 0) await new Promise((resolve) => setTimeout(resolve, worked() * how.pace));
    }
  }
  return sum;
}

async function bring({ keeper, act }: RotationParts, shelf: Shelf, epoch: number, found: Behind[], { onBatch }: PassHow): Promise<Pass> {
  const result = await keeper.rewrap({ holders: found.map(({ mark, ...holder }) => holder) });
  if (!result.ok) throw new Error(`the keeper refused to bring holders under the new keys (${result.code})`);
  const pairs = found.flatMap((was, at) => {
    const now = result.holders[at];
    return now !== undefined && "wrap" in now ? [{ was, now: now as Brought }] : [];
  });
  const stored = pairs.length > 0 ? await act.after(result.idx, (tx) => shelf.store(tx, epoch, pairs)) : 0;
  if (stored > 0) await shelf.stored?.();
  onBatch(result);
  return { stored, faults: found.length - pairs.length };
}
