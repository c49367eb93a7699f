/** Rebuilds from the journal what the keeper must not forget over a restart: keys made, ids seen, budgets, tries, grants. */
import { type Entry, fromUtf8 } from "@mercusuar/proof";
import type { HolderList } from "../keys/holder-list.ts";
import type { KeyHistory } from "../keys/key-history.ts";
import { type Destructions, KEY_ID } from "../limits/destructions.ts";
import type { Guesses } from "../limits/guesses.ts";
import type { Iids } from "../limits/iids.ts";
import { GRANT_DAYS, type ImportGrants } from "../limits/import-grants.ts";
import { askerOf } from "../limits/known-person.ts";
import type { OpeningLimits } from "../limits/opening.ts";
import type { Tries } from "../limits/tries.ts";

const WINDOW = GRANT_DAYS * 24 * 60 * 60_000;
const OLD_BUT_NEEDED = ['"typ":"seal"', '"typ":"key.'].map((text) => Buffer.from(text));

export interface Memory {
  opening: OpeningLimits;
  tries: Tries;
  grants: ImportGrants;
  guesses: Guesses;
  iids: Iids;
  destructions: Destructions;
  history: KeyHistory;
  list: HolderList;
}

export class Replay {
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

  /** @param detail gives what lies beside the entry in its batch */
  each(bytes: Uint8Array, index: number, time: number, detail: () => Uint8Array | undefined): void {
    const recent = time >= this.since;
    if (!recent && !OLD_BUT_NEEDED.some((needle) => (bytes as Buffer).includes(needle))) return;
    const entry = JSON.parse(fromUtf8(bytes)) as Entry;
    this.lastTs = Math.max(this.lastTs, Date.parse(entry.ts));
    this.lasting(entry, index, detail);
    this.destroyed(entry, index);
    if (!recent) return;
    this.memory.iids.set(entry.iid, { index });
    this.limits(entry, Date.parse(entry.at ?? entry.ts));
  }

  private lasting(entry: Entry, index: number, detail: () => Uint8Array | undefined): void {
    const { typ, out, body, com } = entry;
    const { history, list } = this.memory;
    if (typ.startsWith("key.")) history.take(entry, list, index);
    const made = typ === "seal" && out === "done" ? Number(body?.new ?? 0) : 0;
    this.holders += made;
    if (made > 0) list.remember(made, com, detail());
  }

  /** A key id of 16 hex digits is a holder's; other names are the house's own keys. */
  private destroyed({ typ, out, body, ts, at }: Entry, index: number): void {
    const { destructions, list } = this.memory;
    const key = String(body?.key ?? "");
    if (typ !== "key.erase" || out !== "done" || !KEY_ID.test(key)) return;
    if (!destructions.has(key)) list.erase(Buffer.from(key, "hex"));
    destructions.add(key, Date.parse(at ?? ts), index);
  }

  private limits(entry: Entry, when: number): void {
    const { typ, act = "", out, body } = entry;
    const { opening, tries, grants, guesses } = this.memory;
    const shows = typ === "listing" ? { shows: entry.fld ?? [] } : {};
    if (out === "opened")
      opening.opened({ act, subs: entry.subs ?? [entry.sub ?? entry.psn ?? ""], own: body?.own === true, when, ...shows });
    if (typ === "search" && out === "done") opening.searched(act, Number(body?.count ?? 1), when);
    if (out === "match" || out === "nomatch") tries.tried(entry.ctag ?? "", entry.sub ?? "", when);
    if (typ === "import-grant") grants.give(String(body?.id), Number(body?.max), Date.parse(String(body?.until)));
    if (typ === "key.rotate" && body?.grant !== undefined) grants.use(String(body.grant), Number(body.granted));
    if (typ === "key.rotate" && body?.unknown !== undefined) guesses.remember(entry.iid, Number(body.unknown), when);
    if (typ !== "seal" || out !== "done" || Number(body?.tokens) === 0) return;
    if (body?.grant !== undefined) grants.use(String(body.grant), Number(body.tokens));
    else opening.searched(askerOf(entry), Number(body?.tokens), when);
  }
}
