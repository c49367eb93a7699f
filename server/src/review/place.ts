import { markedId, markedInstant } from "../platform/page-mark.ts";
import { problem } from "../platform/problem.ts";
import type { RowPlace } from "./row-store.ts";
import { words } from "./words.ts";

/** Where a page ends, as text for the next request. */
export const writePlace = ({ rank, at, id }: RowPlace): string => Buffer.from(JSON.stringify([rank, at, id])).toString("base64url");

/** @throws Problem `bad-cursor` */
export function readPlace(cursor: string | undefined): RowPlace | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [rank, second, third] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    const [at, id] = [markedInstant(second), markedId(third)];
    if (Number.isInteger(rank) && Math.abs(Number(rank)) < 1e6 && at !== undefined && id !== undefined)
      return { rank: Number(rank), at, id };
  } catch {
    // Whatever it is, it is not ours.
  }
  throw problem("bad-cursor", words.badCursor);
}
