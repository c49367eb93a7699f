import { createHash } from "node:crypto";
import type { Candidate } from "./draw-store.ts";

/**
 * Hash of the list that a draw is made from: SHA-256 over one line a look, in the order of their ids as text: `IDX.ROW PERSON THOUSANDTHS U|E H|-`
 * and a line feed. It is committed to together with the seed, so that neither can be chosen to fit the other.
 */
export function listHash(list: readonly Candidate[]): string {
  const lines = list.map(
    ({ id, personId, score, explained, hard }) =>
      `${id} ${personId} ${Math.round(score * 1_000)} ${explained ? "E" : "U"} ${hard ? "H" : "-"}\n`,
  );
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
}
