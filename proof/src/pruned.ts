/**
 * Entries whose term is over: of each only its leaf hash is left, so that the tree, every proof in it and every signature over it stay as
 * they were. C2SP tlog-tiles, "Pruning": a bundle with such entries is gone from `tile/entries`; what is left of it lies in `pruned`.
 */
import { fromLatin1, hex, toLatin1 } from "./bytes.ts";
import { type Hash, leafHash, sha256 } from "./hash.ts";
import { bundlePath, TILE_WIDTH } from "./tiles.ts";

/** What is left of an entry that was pruned. */
export class PrunedEntry {
  /** RFC 6962 leaf hash. */
  readonly leaf: Hash;

  constructor(leaf: Hash) {
    this.leaf = leaf;
  }
}

/** An entry's bytes, or what is left of it. */
export type EntryLeft = Uint8Array | PrunedEntry;

/** Whether the bytes of the entry are there. */
export function isWhole(entry: EntryLeft): entry is Uint8Array {
  return !(entry instanceof PrunedEntry);
}

/** Leaf hash of an entry, whether it is whole or pruned. */
export function leafOf(entry: EntryLeft): Hash {
  return entry instanceof PrunedEntry ? entry.leaf : leafHash(entry);
}

/**
 * Kinds that end with their term: who looked at whom, and the keeper's minutes in between. All others stay, for what stands in the tables
 * today, and which keys are dead, is proved by them however old they are.
 */
export const PRUNED_KINDS: ReadonlySet<string> = new Set(["look", "listing", "search", "match", "use", "trail", "pseudonyms", "heartbeat"]);

const TYP = '"typ":"';

/** Kind of a canonical entry, read from its bytes and nothing else of it checked; empty where it names none. */
export function kindOf(entry: Uint8Array): string {
  const text = toLatin1(entry);
  // The last one is the entry's own: behind it only `v` and `ver` follow.
  const at = text.lastIndexOf(TYP) + TYP.length;
  return at < TYP.length ? "" : text.slice(at, text.indexOf('"', at));
}

/** Path of what is left of a full bundle. */
export function prunedPath(index: number): string {
  return bundlePath(index).replace("tile/entries/", "pruned/");
}

const HASH = 32;

/** As a bundle, but for entries that were pruned: a length of 0, which no entry has, and the leaf hash. */
export function leftBytes(entries: readonly EntryLeft[]): Uint8Array<ArrayBuffer> {
  const size = entries.reduce((sum, entry) => sum + 2 + (isWhole(entry) ? entry.length : HASH), 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const entry of entries) {
    const whole = isWhole(entry);
    const body = whole ? entry : fromLatin1(entry.leaf);
    bytes[at] = whole ? body.length >> 8 : 0;
    bytes[at + 1] = whole ? body.length & 255 : 0;
    bytes.set(body, at + 2);
    at += 2 + body.length;
  }
  return bytes;
}

/** Undefined where a length points beyond the end. */
export function parseLeft(bytes: Uint8Array): EntryLeft[] | undefined {
  const entries: EntryLeft[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = at + 2 > bytes.length ? Number.NaN : ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    const end = at + 2 + (length || HASH);
    if (!(end <= bytes.length) || Number.isNaN(length)) return undefined;
    const body = bytes.subarray(at + 2, end);
    entries.push(length === 0 ? new PrunedEntry(toLatin1(body)) : body);
    at = end;
  }
  return entries;
}

/** What a `prune` entry says: which entries before `upto` are pruned, as {@link Pruning.setBefore} tells them. */
export interface PruneSaid {
  upto: number;
  set: string;
}

/**
 * Follows a journal from its first entry on, and tells whether an entry of the log itself stands behind everything that is pruned.
 * Against whom: somebody who takes an entry away and leaves its hash, so that every root still fits. A bit for each entry.
 */
export class Pruning {
  /** Entries that are gone. */
  private gone = new Bits();
  /** Those, and those that end with their term and are still there: a keeper that was stopped in between leaves some of them. */
  private due = new Bits();
  private first: number | undefined;
  private last = -1;
  private said: (PruneSaid & { index: number | undefined }) | undefined;
  private unfit: number | undefined;

  /** The next entry. @param kind of an entry that is there; undefined: it is pruned */
  see(index: number, kind: string | undefined): void {
    if (kind === undefined) {
      this.gone.set(index);
      this.first ??= index;
      this.last = index;
    }
    if (kind === undefined || PRUNED_KINDS.has(kind)) this.due.set(index);
  }

  /**
   * A `prune` entry of the log, in its schema; or what is remembered of one, which has no index. Only what lies before it can have ended, in
   * whole bundles, and never less than before.
   */
  hear({ upto, set }: PruneSaid, index?: number): void {
    const least = this.said?.index === undefined ? 1 : this.said.upto;
    if (index !== undefined && (upto > index || upto < least || upto % TILE_WIDTH !== 0)) this.unfit ??= index;
    else this.said = { upto, set, index };
  }

  /** Entries before this one are pruned, or to be pruned; 0 where nothing ever was. */
  get upto(): number {
    return this.said?.upto ?? 0;
  }

  /** How many are gone. */
  get count(): number {
    return this.gone.count;
  }

  /** Whether all that ends before {@link upto} is gone. */
  get complete(): boolean {
    return this.said === undefined || this.gone.digest(this.said.upto) === this.said.set;
  }

  /** How many before `upto` are or will be gone. */
  dueBefore(upto: number): number {
    return this.due.countBefore(upto);
  }

  /** Hex SHA-256 over a bit for each entry before `upto` (a multiple of 256), the first in the lowest bit of the first byte: 1 where it is or will be gone. */
  setBefore(upto: number): string {
    return this.due.digest(upto);
  }

  /** What {@link setBefore} is the hash of. */
  bitsBefore(upto: number): Uint8Array {
    return this.due.before(upto);
  }

  /** The bits that the entry of the log stands for, of what was seen. */
  get saidBits(): Uint8Array | undefined {
    if (this.said === undefined) return undefined;
    return (this.complete ? this.gone : this.due).before(this.said.upto);
  }

  /** Whether anything is gone that these bits do not name: of a part of the log, whose set nobody can tell. */
  strays(bits: Uint8Array): boolean {
    return this.gone.before(this.last + 1).some((byte, at) => (byte & ~(bits[at] ?? 0)) !== 0);
  }

  /** What is gone before an entry, as a `prune` entry would say it in a log that ends there; undefined where nothing is. */
  goneBefore(index: number): (PruneSaid & { count: number }) | undefined {
    const gone = new Bits();
    let upto = 0;
    for (let at = 0; at < index; at++) {
      if (!this.gone.has(at)) continue;
      gone.set(at);
      upto = at + TILE_WIDTH - (at % TILE_WIDTH);
    }
    // Never less than was said before, where that is still there.
    if (this.said?.index !== undefined && this.said.index < index) upto = Math.max(upto, this.said.upto);
    return gone.count === 0 ? undefined : { upto, set: gone.digest(upto), count: gone.count };
  }

  /** What is wrong, once all entries were seen: an entry is gone that no `prune` entry names. */
  fault(): { index: number; what: string } | undefined {
    if (this.unfit !== undefined) return { index: this.unfit, what: "it prunes what cannot have ended" };
    if (this.first === undefined) return undefined;
    const { said } = this;
    if (said === undefined) return { index: this.first, what: "pruned, and no entry says so" };
    const by = said.index === undefined ? "what is remembered" : `entry ${said.index}`;
    if (this.last >= said.upto) return { index: this.gone.from(said.upto), what: `pruned, and ${by} ends before it` };
    if (this.complete || this.due.digest(said.upto) === said.set) return undefined;
    return { index: this.first, what: `other entries are pruned than ${by} says` };
  }
}

/** A growing row of bits. */
class Bits {
  count = 0;
  private bytes = new Uint8Array(1024);

  set(index: number): void {
    const at = index >> 3;
    if (at >= this.bytes.length) {
      const wider = new Uint8Array(Math.max(at + 1, this.bytes.length * 2));
      wider.set(this.bytes);
      this.bytes = wider;
    }
    this.bytes[at] = (this.bytes[at] as number) | (1 << (index & 7));
    this.count++;
  }

  has(index: number): boolean {
    return ((this.bytes[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  from(index: number): number {
    let at = index;
    while (!this.has(at)) at++;
    return at;
  }

  countBefore(upto: number): number {
    let count = 0;
    for (let index = 0; index < upto; index++) if (this.has(index)) count++;
    return count;
  }

  before(upto: number): Uint8Array {
    const whole = new Uint8Array(Math.ceil(upto / 8));
    whole.set(this.bytes.subarray(0, whole.length));
    return whole;
  }

  digest(upto: number): string {
    return hex(fromLatin1(sha256(this.before(upto))));
  }
}
