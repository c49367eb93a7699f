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
  /** Some of their tokens are made for two persons only. */
  withheld: number;
  /** The keeper tells no tokens for now: too much was guessed. */
  silent: boolean;
}

interface PassHow {
  pace: number;
  isClosed(): boolean;
  onBatch(result: RewrapResult): void;
  /** Import grant, for tokens of an older database. */
  grant?: string | undefined;
}

/** Brings everybody who is behind under the newest keys, batch by batch in the order of ids. Who changed meanwhile is left for the next pass. */
export async function passOver(parts: RotationParts, epoch: number, how: PassHow): Promise<Pass> {
  const sum: Pass = { stored: 0, faults: 0, withheld: 0, silent: false };
  for (const shelf of parts.shelves) {
    for (let after = ""; !how.isClosed(); ) {
      const worked = millisecondsSince();
      const found = await shelf.behind(epoch, after, BATCH);
      if (found.length === 0) break;
      const { stored, faults, withheld, silent } = await bring(parts, shelf, epoch, found, how);
      sum.stored += stored;
      sum.faults += faults;
      sum.withheld += withheld;
      sum.silent ||= silent;
      after = found.at(-1)?.id ?? "";
      if (how.pace > 0) await new Promise((resolve) => setTimeout(resolve, worked() * how.pace));
    }
  }
  return sum;
}

async function bring(
  { keeper, act }: RotationParts,
  shelf: Shelf,
  epoch: number,
  found: Behind[],
  { onBatch, grant }: PassHow,
): Promise<Pass> {
  const result = await keeper.rewrap({ holders: found.map(({ mark, ...holder }) => holder), ...(grant === undefined ? {} : { grant }) });
  if (!result.ok) throw new Error(`the keeper refused to bring holders under the new keys (${result.code})`);
  const brought = found.flatMap((was, at) => {
    const now = result.holders[at];
    return now !== undefined && "wrap" in now ? [{ was, now: now as Brought }] : [];
  });
  // Somebody whose tokens are withheld stays as he is: to store him again and again would never end.
  const pairs = brought.filter(
    ({ was, now }) => now.wrap !== was.wrap || now.withheld === 0 || now.tokens.some(({ token }) => !was.known.includes(token)),
  );
  const stored = pairs.length > 0 ? await act.after(result.idx, (tx) => shelf.store(tx, epoch, pairs)) : 0;
  if (stored > 0) await shelf.stored?.();
  onBatch(result);
  return {
    stored,
    faults: found.length - brought.length,
    withheld: brought.filter(({ now }) => now.withheld > 0).length,
    silent: result.silent,
  };
}
