import { problem } from "../platform/problem.ts";
import type { RowPlace } from "./row-store.ts";
import { words } from "./words.ts";

/** Where a page ends, as text for the next request. */
export const writePlace = ({ rank, at, id }: RowPlace): string => Buffer.from(JSON.stringify([rank, at, id])).toString("base64url");

/** @throws Problem `bad-cursor` */
export function readPlace(cursor: string | undefined): RowPlace | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [rank, at, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (typeof rank === "number" && typeof at === "string" && typeof id === "string" && !Number.isNaN(Date.parse(at)))
      return { rank, at: new Date(at), id };
  } catch {
    // Whatever it is, it is not ours.
  }
  throw problem("bad-cursor", words.badCursor);
}
