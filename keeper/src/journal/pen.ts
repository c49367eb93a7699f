/** The one writer. Drafts that come in while a batch is on its way to the disk form the next one. */
import { type Edge, type Hash, leafHash } from "@mercusuar/proof";
import { encodeBatch, type SealedDetail } from "@mercusuar/proof/node";
import type { LogRing } from "../keys/log-ring.ts";
import { AgentAway } from "../keys/ssh-agent.ts";
import { Fenced, type Mirror } from "../standby/mirror.ts";
import { type BatchFile, Unconfirmed } from "./batch-file.ts";
import type { TileStore } from "./tile-store.ts";

/** `unsigned`, `disk-full`: not taken, and may be tried again. `disk-failed`: taken and not confirmed, and this keeper ends. */
export type NotWritten = "unsigned" | "disk-full" | "disk-failed";

/** An entry on its way, with what is to happen once it is on disk, or once it is known that it will not be. */
export interface Draft {
  entry: Buffer;
  leaf: Hash;
  detail?: Buffer;
  settle(index: number): void;
  fail(why: NotWritten): void;
}

function whyOf(error: unknown): NotWritten {
  if (error instanceof AgentAway) return "unsigned";
  return error instanceof Unconfirmed || error instanceof Fenced ? "disk-failed" : "disk-full";
}

export function draft(entry: Buffer, then: Pick<Draft, "settle" | "fail">, detail?: Buffer): Draft {
  return { entry, leaf: leafHash(entry), ...then, ...(detail === undefined ? {} : { detail }) };
}

const MOST_DRAFTS = 1024;
const MOST_BYTES = 4 * 1024 * 1024;
/** Derived files may lag this long, a second at most: that much readers of the projection are promised. */
const PUBLISH_MS = 250;
const MOST_LAG_MS = 1000;

export class Pen {
  private edge: Edge;
  private readonly keys: Pick<LogRing, "current">;
  private readonly file: BatchFile;
  private readonly tiles: TileStore;
  private waiting: Draft[] = [];
  private writing: Promise<void> | undefined;
  private note: string;
  private timer: NodeJS.Timeout | undefined;
  private publishing: Promise<void> | undefined;
  private closed = false;
  /** Another disk on another host that has to have a batch before its calls are answered. */
  private readonly mirror: Mirror | undefined;
  private lag = PUBLISH_MS;
  /** When the last batch became durable, ms since 1970. */
  lastAt = Date.now();
  /** Told of each head that was published. */
  onPublished: (head: { size: number; root: Hash; note: string }) => Promise<void> = async () => {};
  onTrouble: (text: string) => void = () => {};
  /** Told once, when the disk did not confirm a batch: nothing is written any more. */
  onUnconfirmed: (error: Unconfirmed) => void = () => {};

  /** Told when the standby knows another writer: nothing is written any more. */
  onFenced: (error: Fenced) => void = () => {};

  constructor(parts: {
    edge: Edge;
    note: string;
    keys: Pick<LogRing, "current">;
    file: BatchFile;
    tiles: TileStore;
    mirror?: Mirror | undefined;
  }) {
    this.edge = parts.edge;
    this.note = parts.note;
    this.keys = parts.keys;
    this.file = parts.file;
    this.tiles = parts.tiles;
    this.mirror = parts.mirror;
  }

  /** Size and root of what is durable. */
  get head(): { size: number; root: Hash } {
    return { size: this.edge.size, root: this.edge.root() };
  }

  /** Of a pen that closes nobody hears any more but by the end of his connection: a batch behind the last one would be cut with the file. */
  write(next: Draft): void {
    if (this.closed) return;
    this.waiting.push(next);
    this.writing ??= this.run();
  }

  /** The next batch begins a file of its own. */
  closeFile(): void {
    this.file.closeFile();
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.writing !== undefined) await this.writing;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.idle();
    await this.publishing;
    await this.publish();
    await this.file.close();
  }

  private async run(): Promise<void> {
    // One turn of the loop, so that all calls that have already arrived share the first batch.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.commit(this.takeBatch());
    this.writing = undefined;
  }

  private takeBatch(): Draft[] {
    let bytes = 0;
    let count = 0;
    while (count < this.waiting.length && count < MOST_DRAFTS && bytes < MOST_BYTES) {
      const next = this.waiting[count++] as Draft;
      bytes += next.entry.length + (next.detail?.length ?? 0);
    }
    return this.waiting.splice(0, count);
  }

  private async commit(batch: Draft[]): Promise<void> {
    const edge = this.edge.copy();
    const first = edge.size;
    const nodes: Array<[number, Hash]> = [];
    for (const { leaf } of batch) edge.push(leaf, (level, hash) => nodes.push([level, hash]));
    const details: SealedDetail[] = [];
    batch.forEach(({ detail }, place) => {
      if (detail !== undefined) details.push({ place, bytes: detail });
    });
    let note = "";
    try {
      const { current } = this.keys;
      note = await current.sign({ origin: current.origin, size: edge.size, root: edge.root() });
      const record = encodeBatch({ first, time: Date.now(), entries: batch.map(({ entry }) => entry), note, details });
      await this.mirror?.confirmed(record, { first, size: edge.size, root: edge.root() });
      await this.file.append(record, first).catch((error: unknown) => {
        // It is on the standby: only a keeper that reads both anew may go on.
        throw this.mirror === undefined || error instanceof Unconfirmed ? error : new Unconfirmed(error);
      });
    } catch (error) {
      this.onTrouble(`batch refused: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
      for (const lost of batch) lost.fail(whyOf(error));
      if (error instanceof Unconfirmed) this.onUnconfirmed(error);
      if (error instanceof Fenced) this.onFenced(error);
      return;
    }
    this.edge = edge;
    this.note = note;
    this.lastAt = Date.now();
    batch.forEach((done, place) => {
      done.settle(first + place);
    });
    for (const { entry } of batch) this.tiles.addEntry(entry);
    for (const [level, hash] of nodes) this.tiles.addNode(level, hash);
    this.schedule();
  }

  /** Writes tiles and checkpoint; a full disk only delays them. Calls go on meanwhile. */
  async publish(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.publishing ??= this.publishOnce();
    await this.publishing;
  }

  private schedule(): void {
    if (this.publishing === undefined) this.timer ??= setTimeout(() => void this.publish(), this.lag);
  }

  private async publishOnce(): Promise<void> {
    const { note, head } = this;
    const start = Date.now();
    let failed = false;
    try {
      await this.tiles.publish(note);
      // On a slow disk less often: batches want it too.
      this.lag = Math.min(MOST_LAG_MS, Math.max(PUBLISH_MS, (Date.now() - start) * 2));
      await this.onPublished({ ...head, note });
    } catch (error) {
      failed = true;
      this.lag = MOST_LAG_MS;
      this.onTrouble(`tiles delayed: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
    }
    this.publishing = undefined;
    if (!this.closed && (failed || this.note !== note)) this.schedule();
  }
}
