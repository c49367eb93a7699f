import { markedInstant } from "../platform/page-mark.ts";
import { problem } from "../platform/problem.ts";
import type { After } from "./store.ts";

/** A place in a list as the caller carries it: no personal data, no meaning outside. */
export function cursorOf({ at, idx, row }: After): string {
  return Buffer.from(JSON.stringify([at.getTime(), idx, row])).toString("base64url");
}

export function afterOf(cursor: string | undefined): After | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [first, idx, row] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    const at = typeof first === "number" ? markedInstant(first) : undefined;
    if (at !== undefined && Number.isSafeInteger(idx) && Number.isSafeInteger(row)) return { at, idx: idx as number, row: row as number };
  } catch {
    // Falls through to the one answer for whatever is no cursor of ours.
  }
  throw problem("bad-cursor", { id: "Penanda halaman tidak dikenal.", en: "The page marker is unknown: start again without it." });
}
