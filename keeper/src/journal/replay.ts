/** Rebuilds from the journal what the keeper must not forget over a restart: keys made, ids seen, budgets, tries, grants. */
import { type Entry, fromUtf8 } from "@mercusuar/proof";
import type { KeyMade } from "../keys/key-ring.ts";
import type { Iids } from "../limits/iids.ts";
import { GRANT_DAYS, type ImportGrants } from "../limits/import-grants.ts";
import type { OpeningLimits } from "../limits/opening.ts";
import type { Tries } from "../limits/tries.ts";

const WINDOW = GRANT_DAYS * 24 * 60 * 60_000;
const OLD_BUT_NEEDED = ['"typ":"seal"', '"typ":"key.create"'].map((text) => Buffer.from(text));

export interface Memory {
  opening: OpeningLimits;
  tries: Tries;
  grants: ImportGrants;
  iids: Iids;
}

export class Replay {
  readonly keys = new Map<string, KeyMade>();
  /** Holders that got keys. */
  holders = 0;
  lastTs = 0;
  private readonly memory: Memory;
  private readonly since: number;

  /** A simulated log is replayed whole: its story time has nothing to do with ours. */
  constructor(memory: Memory, now: number, simulated: boolean) {
    this.memory = memory;
    this.since = simulated ? 0 : now - WINDOW;
  }

  each(bytes: Uint8Array, index: number, time: number): void {
    const recent = time >= this.since;
    if (!recent && !OLD_BUT_NEEDED.some((needle) => (bytes as Buffer).includes(needle))) return;
    const entry = JSON.parse(fromUtf8(bytes)) as Entry;
    this.lastTs = Math.max(this.lastTs, Date.parse(entry.ts));
    this.lasting(entry);
    if (!recent) return;
    this.memory.iids.set(entry.iid, { index });
    this.limits(entry, Date.parse(entry.at ?? entry.ts));
  }

  private lasting({ typ, body }: Entry): void {
    if (typ === "key.create") this.keys.set(String(body?.key), { key: String(body?.key), fp: String(body?.fp) });
    if (typ === "seal") this.holders += Number(body?.new ?? 0);
  }

  private limits(entry: Entry, when: number): void {
    const { typ, act = "", out, body } = entry;
    const { opening, tries, grants } = this.memory;
    if (out === "opened") opening.opened({ act, subs: entry.subs ?? [entry.sub ?? entry.psn ?? ""], own: body?.own === true, when });
    if (typ === "search" && out === "done") opening.searched(act, when);
    if (out === "match" || out === "nomatch") tries.tried(entry.ctag ?? "", entry.sub ?? "", when);
    if (typ === "import-grant") grants.give(String(body?.id), Number(body?.max), Date.parse(String(body?.until)));
    if (typ !== "seal" || out !== "done" || Number(body?.tokens) === 0) return;
    if (body?.grant !== undefined) grants.use(String(body.grant), Number(body.tokens));
    else opening.searched(act, when);
  }
}
