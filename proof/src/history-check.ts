/**
 * Compares the checkpoints that a keeper signed batch by batch with the roots that the entries give, in the same pass: whoever swaps an
 * old one, to make another history look signed, is named. Their signatures are checked only where a root does not fit: one that fits is
 * vouched for by the head.
 */
import type { GoodHead } from "./check-head.ts";
import { checkpointText, parseCheckpoint } from "./checkpoint.ts";
import { noteIsSignedByOneOf, parseNote, type VerifierKey } from "./note.ts";
import type { KeptBatch } from "./reader.ts";
import type { Edge } from "./tree.ts";
import type { Finding } from "./verdict.ts";

/** Most misfits that are told. */
const MOST = 100;

/** A checkpoint over the first `size` entries, signed with the batch that begins at `first`. */
interface Due {
  first: number;
  size: number;
  note: string;
}
/** One that does not fit the tree of `at` entries; `after` is the size of the last that did. */
interface Misfit extends Due {
  after: number;
  at: number;
}

export class HistoryCheck {
  private readonly head: Pick<GoodHead, "checkpoint">;
  /** All that have signed for this log, as far as the reader knows. */
  private readonly keys: readonly VerifierKey[];
  private readonly batches: AsyncIterator<KeptBatch> | undefined;
  private readonly misfits: Misfit[] = [];
  private due: Due[] = [];
  private ahead: Due | undefined;
  private fitted = 0;

  constructor(head: Pick<GoodHead, "checkpoint">, keys: readonly VerifierKey[], batches: AsyncIterable<KeptBatch> | undefined) {
    this.head = head;
    this.keys = keys;
    this.batches = batches?.[Symbol.asyncIterator]();
  }

  /** Reads on to the checkpoints over at most `size` entries, before {@link see} is told of these. */
  async load(size: number): Promise<void> {
    for (;;) {
      this.ahead ??= await this.pull();
      if (this.ahead === undefined || this.ahead.size > size) return;
      this.due.push(this.ahead);
      this.ahead = undefined;
    }
  }

  private async pull(): Promise<Due | undefined> {
    const next = await this.batches?.next();
    if (next === undefined || next.done) return undefined;
    const { first, entries, note } = next.value;
    return { first, size: first + entries.length, note };
  }

  /** The tree after its latest entry. */
  see(edge: Edge): void {
    while (this.due[0] !== undefined && this.due[0].size <= edge.size) this.compare(this.due.shift() as Due, edge);
  }

  private compare(due: Due, edge: Edge): void {
    const { origin } = this.head.checkpoint;
    const text = checkpointText({ origin, size: edge.size, root: edge.root() });
    if (due.size === edge.size && due.note.startsWith(text)) this.fitted = edge.size;
    else if (this.misfits.length < MOST) this.misfits.push({ ...due, after: this.fitted, at: edge.size });
  }

  /** What does not fit; says something only once the entries give the signed root of the head. */
  async judge(): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const misfit of this.misfits) {
      const { first, size, after } = misfit;
      const range = { index: Math.min(first, after), upto: size };
      findings.push({ code: await this.codeOf(misfit), ...range, where: `checkpoint signed with entry ${first} on` });
    }
    return findings;
  }

  /** Lets go of the batches: what reads them may hold a file open. */
  async close(): Promise<void> {
    await this.batches?.return?.();
  }

  /** The log itself having signed two roots of one size is worse than anybody else's edit. */
  private async codeOf({ note: text, at }: Misfit): Promise<"E_FORK" | "E_ROOT" | "E_CHECKPOINT"> {
    const note = parseNote(text);
    const said = note === undefined ? undefined : parseCheckpoint(note.text);
    if (note === undefined || said === undefined) return "E_CHECKPOINT";
    // Of another size it does not belong here, whoever signed it: it was swapped, or the batches stand in another order.
    if (said.size !== at || said.origin !== this.head.checkpoint.origin) return "E_ROOT";
    return (await noteIsSignedByOneOf(note, this.keys)) ? "E_FORK" : "E_ROOT";
  }
}
