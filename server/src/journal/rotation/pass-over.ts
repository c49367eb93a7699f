import type { RewrapCall, RewrapResult } from "@mercusuar/keeper";
import { millisecondsSince } from "../../platform/stopwatch.ts";
import type { Ask } from "../keeper.ts";
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

interface WalkHow {
  pace: number;
  isClosed(): boolean;
  onBatch(result: RewrapResult): void;
}

interface PassHow extends WalkHow {
  /** Import grant, for tokens of an older database. */
  grant?: string | undefined;
}

/** Brings everybody who is behind under the newest keys, batch by batch in the order of ids. Who changed meanwhile is left for the next pass. */
export async function passOver(parts: RotationParts, epoch: number, how: PassHow): Promise<Pass> {
  const sum: Pass = { stored: 0, faults: 0, withheld: 0, silent: false };
  await walk(parts.shelves, epoch, how, async (shelf, found) => {
    const { stored, faults, withheld, silent } = await bring(parts, shelf, epoch, found, how);
    sum.stored += stored;
    sum.faults += faults;
    sum.withheld += withheld;
    sum.silent ||= silent;
  });
  return sum;
}

/** Shows the keeper everybody's wrap, for it may have lost count of some who came: a record of its key table was damaged meanwhile. */
export async function showEverybody(parts: RotationParts, epoch: number, how: WalkHow): Promise<void> {
  // Behind the epoch that comes after this one is everybody.
  await walk(parts.shelves, epoch + 1, how, async (_, found) => {
    how.onBatch(
      await rewrap(parts, { holders: found.map(({ kind, id, wrap }) => ({ kind, id, wrap, fields: [], index: [], known: [] })) }),
    );
  });
}

async function walk(
  shelves: readonly Shelf[],
  epoch: number,
  { pace, isClosed }: WalkHow,
  each: (shelf: Shelf, found: Behind[]) => Promise<void>,
): Promise<void> {
  for (const shelf of shelves)
    for (let after = ""; !isClosed(); ) {
      const worked = millisecondsSince();
      const found = await shelf.behind(epoch, after, BATCH);
      if (found.length === 0) break;
      await each(shelf, found);
      after = found.at(-1)?.id ?? "";
      if (pace > 0) await new Promise((resolve) => setTimeout(resolve, worked() * pace));
    }
}

async function rewrap({ keeper }: RotationParts, call: Ask<RewrapCall>): Promise<RewrapResult> {
  const result = await keeper.rewrap(call);
  if (!result.ok) throw new Error(`the keeper refused to bring holders under the new keys (${result.code})`);
  return result;
}

async function bring(parts: RotationParts, shelf: Shelf, epoch: number, found: Behind[], { onBatch, grant }: PassHow): Promise<Pass> {
  const holders = found.map(({ mark, ...holder }) => holder);
  const result = await rewrap(parts, { holders, ...(grant === undefined ? {} : { grant }) });
  const brought = found.flatMap((was, at) => {
    const now = result.holders[at];
    return now !== undefined && "wrap" in now ? [{ was, now: now as Brought }] : [];
  });
  // Somebody whose tokens are withheld stays as he is: to store him again and again would never end.
  const pairs = brought.filter(
    ({ was, now }) => now.wrap !== was.wrap || now.withheld === 0 || now.tokens.some(({ token }) => !was.known.includes(token)),
  );
  const stored = pairs.length > 0 ? await parts.act.after(result.idx, (tx) => shelf.store(tx, epoch, pairs)) : 0;
  if (stored > 0) await shelf.stored?.();
  onBatch(result);
  return {
    stored,
    faults: found.length - brought.length,
    withheld: brought.filter(({ now }) => now.withheld > 0).length,
    silent: result.silent,
  };
}
