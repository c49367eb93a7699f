/**
 * Asks the witnesses for their cosignatures, every 10 seconds or 256 entries, beside the calls and never before them. It is given only heads
 * that are published, so nothing signed reaches a witness before it is durable.
 */
import { quorumMet, type TrustPolicy } from "@mercusuar/proof";
import { type Asking, OtherHistory, type PublishedHead, type WitnessState } from "./asking.ts";
import type { KeptCheckpoints } from "./kept-checkpoints.ts";

const EVERY_MS = 10_000;
const ENTRIES = 256;
/** However fast the log grows. */
const LEAST_MS = 1_000;
/** How long the end of a keeper waits for its witnesses: its server gives it five seconds in all. */
const LAST_MS = 2_000;
/** A witness that fails this often in a row gets an entry in the journal. */
const ROUNDS_TO_TELL = 3;

export interface CollectorParts {
  kept: KeptCheckpoints;
  /** Puts the cosigned checkpoint where everybody reads it. */
  show(note: string): Promise<void>;
  /** A witness knows another or a longer history of this log. */
  onOtherHistory(why: string): void;
  /** A witness has failed for a while, or is back. */
  onState(name: string, state: WitnessState, size: number | undefined): void;
  onTrouble(text: string): void;
}

export interface Cosigned {
  size: number;
  /** ms since 1970. */
  at: number;
}

export class Collector {
  readonly witnesses: readonly Asking[];
  /** The last checkpoint that the quorum cosigned since this start. */
  cosigned: Cosigned | undefined;
  private readonly policy: TrustPolicy;
  private readonly parts: CollectorParts;
  private readonly failing = new Map<string, number>();
  private head: PublishedHead | undefined;
  /** Cosignatures of the head that was asked for last. */
  private readonly lines = new Map<string, string>();
  private asked = -1;
  private complete = false;
  private timer: NodeJS.Timeout | undefined;
  private dueAt = 0;
  private startedAt = 0;
  private round: Promise<void> | undefined;
  private closed = false;

  constructor(witnesses: readonly Asking[], policy: TrustPolicy, parts: CollectorParts) {
    this.witnesses = witnesses;
    this.policy = policy;
    this.parts = parts;
  }

  /** Takes note of a head that was published; returns at once. */
  offer(head: PublishedHead): void {
    if (this.closed || head.size === this.head?.size) return;
    this.head = head;
    this.plan();
  }

  /** Asks once more for what was published last, as the `stop`, and ends: after LAST_MS in any case. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    const ended = this.lastRound();
    let late: NodeJS.Timeout | undefined;
    await Promise.race([
      ended,
      new Promise((resolve) => {
        late = setTimeout(resolve, LAST_MS);
      }),
    ]);
    clearTimeout(late);
    for (const witness of this.witnesses) witness.close();
    await ended;
  }

  private async lastRound(): Promise<void> {
    await this.round;
    if (this.head !== undefined && this.head.size !== this.cosigned?.size)
      await this.askAll(this.head).catch((error: Error) => this.stopFor(error));
  }

  private plan(): void {
    if (this.closed || this.round !== undefined || this.head === undefined) return;
    if (this.complete && this.head.size === this.asked) return;
    const wait = this.asked < 0 || this.head.size - this.asked >= ENTRIES ? LEAST_MS : EVERY_MS;
    const at = this.startedAt + wait;
    if (this.timer !== undefined && this.dueAt <= at) return;
    clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => this.begin(), Math.max(0, at - Date.now()));
    this.timer.unref();
  }

  private begin(): void {
    this.timer = undefined;
    this.startedAt = Date.now();
    this.round = this.askAll(this.head as PublishedHead)
      .catch((error: Error) => this.stopFor(error))
      .finally(() => {
        this.round = undefined;
        this.plan();
      });
  }

  private stopFor(error: Error): void {
    if (!(error instanceof OtherHistory)) return this.parts.onTrouble(`cosigning: ${error.message}`);
    this.closed = true;
    this.parts.onOtherHistory(error.message);
  }

  private async askAll(head: PublishedHead): Promise<void> {
    if (this.asked !== head.size) this.lines.clear();
    this.asked = head.size;
    this.complete = false;
    const before = this.lines.size;
    await Promise.all(this.witnesses.map((witness) => this.cosign(witness, head)));
    this.complete = this.lines.size === this.witnesses.length;
    if (this.lines.size === 0 || !quorumMet(this.policy, new Set(this.lines.keys()))) return;
    const note = head.note + [...this.lines.values()].join("");
    if (this.lines.size > before) await this.parts.kept.keep(note, new Date().toISOString().slice(0, 10));
    await this.parts.show(note);
    this.cosigned = { size: head.size, at: Date.now() };
  }

  private async cosign(witness: Asking, head: PublishedHead): Promise<void> {
    const line = await witness.cosign(head);
    if (line !== undefined) this.lines.set(witness.witness.name, line);
    if (!this.closed) this.tell(witness);
  }

  /** Once when a witness has failed for a while, and once when it is back: a journal of flickers helps nobody. */
  private tell({ witness: { name }, state, size }: Asking): void {
    const failed = this.failing.get(name) ?? 0;
    if (state === "ok") {
      this.failing.delete(name);
      if (failed >= ROUNDS_TO_TELL) this.parts.onState(name, state, size);
    } else {
      this.failing.set(name, failed + 1);
      if (failed + 1 === ROUNDS_TO_TELL) this.parts.onState(name, state, size);
    }
  }
}
