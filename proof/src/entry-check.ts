/** Checks one entry after the other: canonical, in schema, time never backward, first entry names the log. */
import { fromUtf8 } from "./bytes.ts";
import type { Entry } from "./entry.ts";
import { parseCanonical } from "./jcs.ts";
import { schemaFault } from "./schema.ts";
import type { Finding } from "./verdict.ts";

/** How far a keeper's clock may be ahead of the verifier's. */
const AHEAD_MS = 5 * 60_000;

export class EntryCheck {
  /** Time of the last entry that was as it should be. */
  last = "";
  private readonly origin: string;
  private readonly latest: string;

  constructor(origin: string, now: Date | undefined) {
    this.origin = origin;
    this.latest = now === undefined ? "9999" : new Date(now.getTime() + AHEAD_MS).toISOString();
  }

  /** The first fault of the entry, if any. */
  check(bytes: Uint8Array, index: number): Finding | undefined {
    let entry: Entry;
    try {
      entry = parseCanonical(fromUtf8(bytes)) as unknown as Entry;
    } catch {
      return { code: "E_SCHEMA", index, where: "not canonical JSON" };
    }
    const fault = schemaFault(entry);
    if (fault !== undefined) return { code: "E_SCHEMA", index, where: fault };
    if (index === 0 && !this.opens(entry)) return { code: "E_ORIGIN", index, where: "the first entry does not name this log" };
    if (entry.ts < this.last || entry.ts > this.latest) return { code: "E_TIME", index, where: "ts" };
    this.last = entry.ts;
    return undefined;
  }

  private opens(entry: Entry): boolean {
    const simulated = this.origin.includes("simulated");
    return entry.typ === "start" && entry.body?.origin === this.origin && (entry.body.simulated ?? false) === simulated;
  }
}
