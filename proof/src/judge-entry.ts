/** One entry by itself: canonical, and in the schema of its kind. */
import { fromUtf8 } from "./bytes.ts";
import type { Entry } from "./entry.ts";
import { parseCanonical } from "./jcs.ts";
import { plainEntry, type SeenEntry } from "./plain-entry.ts";
import { schemaFault } from "./schema.ts";

/** What the order of entries is judged by; or what is wrong with the entry, without its values; or that only its hash is left. */
export type JudgedEntry = SeenEntry | { fault: string } | { pruned: true };

export function judgeEntry(bytes: Uint8Array): Exclude<JudgedEntry, { pruned: true }> {
  const seen = plainEntry(bytes);
  if (seen !== undefined) return seen;
  const entry = parsedEntry(bytes);
  return "fault" in entry ? entry : { ts: entry.ts, typ: entry.typ };
}

/** The same judgement by parsing alone; gives the entry itself. */
export function parsedEntry(bytes: Uint8Array): Entry | { fault: string } {
  let entry: Entry;
  try {
    entry = parseCanonical(fromUtf8(bytes)) as unknown as Entry;
  } catch {
    return { fault: "not canonical JSON" };
  }
  const fault = schemaFault(entry);
  return fault === undefined ? entry : { fault };
}
