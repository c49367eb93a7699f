/** Prunes a journal at work: reads what there is, and once the entry that says so is durable, takes it out of the files while calls go on. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Edge, type Entry, type EntryLeft, fromUtf8, isWhole, kindOf, leafOf, type PruneSaid, Pruning, TILE_WIDTH } from "@mercusuar/proof";
import { readJournalDir } from "@mercusuar/proof/node";
import type { Alarm } from "../alarm.ts";
import { readSecret, writeSecret } from "../keys/key-file.ts";
import type { Pen } from "./pen.ts";
import { pruneBatches, pruneBundles } from "./prune-batches.ts";
import { headOf, type Recovered } from "./recover.ts";

/**
 * What was pruned last, as its entry says and the key directory remembers it: the entry may be lost with a damage behind it.
 * `count`: entries gone when all is done, those that went earlier among them.
 */
export interface Remembered extends PruneSaid {
  before: string;
  count: number;
  /** What `set` is the hash of, base64: of a part of the journal it tells what may be gone. Only in the key directory. */
  bits?: string;
}

/** What a `prune` entry would say, and how many of its entries are still there. */
export interface Survey extends Remembered {
  fresh: number;
}

/** In the key directory. */
export const PRUNED = "pruned";

export function rememberedIn(keys: string): Remembered | undefined {
  const text = readSecret(keys, PRUNED);
  return text === undefined ? undefined : (JSON.parse(text) as Remembered);
}

/** Of the entry that pruned a journal last what is remembered of it. */
export function saidIn({ pruned, pruning }: Pick<Recovered, "pruned" | "pruning">): Remembered | undefined {
  if (pruned === undefined) return undefined;
  const { upto, set, before, count } = pruned;
  return { upto, set, before, count, bits: Buffer.from(pruning.saidBits ?? []).toString("base64") };
}

interface PrunerParts {
  root: string;
  keys: string;
  pen: Pen | undefined;
  /** Whether a key of this log has signed the note. */
  isSigned(note: string): Promise<boolean>;
  alarm: Alarm;
}

/** What was read is not what this log signed, or lacks what nobody said to have ended. */
export class JournalAltered extends Error {}

export class Pruner {
  /** What was pruned last. */
  last: Remembered | undefined;
  /** Up to where two persons have said so, also in an entry that is still on its way to the disk. */
  said: number;
  private readonly parts: PrunerParts;
  private working: Promise<void> | undefined;
  private ended = false;
  /** Something is still to be taken out, once the checkpoint that all are shown covers so many entries. */
  private after: number | undefined;

  /** @param after where something of it is still to be taken out: entries that are there */
  constructor(parts: PrunerParts, last: Remembered | undefined, after: number | undefined) {
    this.parts = parts;
    this.last = last;
    this.said = last?.upto ?? 0;
    this.after = after;
  }

  /**
   * Reads the journal up to the first entry from `before` on (an instant). Believes nothing but what the log has signed, and of what is gone
   * only what was said before: else the next entry would say it of whatever somebody with the disk took out meanwhile.
   * @throws JournalAltered
   */
  async look(before: string): Promise<Survey> {
    const pruning = new Pruning();
    const edge = new Edge();
    let note = "";
    let size = 0;
    for await (const batch of readJournalDir(this.parts.root).kept?.() ?? []) {
      if (tsOf(batch.entries.findLast(isWhole)) >= before) break;
      for (const entry of batch.entries) {
        pruning.see(edge.size, isWhole(entry) ? kindOf(entry) : undefined);
        edge.push(leafOf(entry));
      }
      ({ note } = batch);
      size = edge.size;
    }
    if (size > 0 && (headOf(note)?.head.root !== edge.root() || !(await this.parts.isSigned(note))))
      throw this.altered(0, `the first ${size} entries are not what this log signed`);
    // What was said by now, not when the reading began: meanwhile another call's entries may have begun to go.
    if (this.last !== undefined) pruning.hear(this.last);
    // Read less far than was pruned before, nothing can be told of what is gone, and nothing ends either.
    const fault = size < this.said ? undefined : pruning.fault();
    if (fault !== undefined) throw this.altered(fault.index, fault.what);
    const upto = size - (size % TILE_WIDTH);
    const count = pruning.dueBefore(upto);
    const bits = Buffer.from(pruning.bitsBefore(upto)).toString("base64");
    return { upto, before, set: pruning.setBefore(upto), count, bits, fresh: count - pruning.count };
  }

  private altered(index: number, what: string): JournalAltered {
    const why = `first bad index ${index}: ${what}`;
    this.parts.alarm("halted", { index, why });
    return new JournalAltered(why);
  }

  /** The entry that is about to be written shall begin a file, so that all before it can be worked over. */
  closeFile(): void {
    this.parts.pen?.closeFile();
  }

  /** The entry is durable, at this index. */
  begun({ fresh: _, ...said }: Survey, index: number): void {
    this.last = said;
    this.remember();
    this.after = index + 1;
    // What is underway goes up to where an earlier entry said, and this one's may be shown before that has ended.
    void this.working?.then(() => this.goOn());
  }

  /** With the keys: a damage may take the entry that says so. What a full disk keeps from it is done at the next start. */
  remember(): void {
    const { keys, alarm } = this.parts;
    if (this.last === undefined) return;
    const text = JSON.stringify(this.last);
    try {
      if (readSecret(keys, PRUNED) !== text) writeSecret(keys, PRUNED, text);
    } catch (error) {
      alarm("disk", { what: `prune: ${(error as NodeJS.ErrnoException).code ?? "unknown"}` });
    }
  }

  /**
   * Takes out what is left, if anything is; to be called whenever something was published. Not before everybody is shown the entry that says
   * so: a reader would miss what he cannot know to have ended. What fails is tried again the next time.
   */
  goOn(): void {
    const { after } = this;
    if (after === undefined || this.ended || this.working !== undefined || shownSize(this.parts.root) < after) return;
    this.working = this.work().finally(() => {
      this.working = undefined;
    });
  }

  private async work(): Promise<void> {
    const { root, alarm } = this.parts;
    const { upto = 0 } = this.last ?? {};
    try {
      const reached = await pruneBatches(join(root, "batches"), upto);
      const there = await pruneBundles(root, upto);
      // The newest file is the pen's: with the next batch it is so no more. A bundle that is not published yet will be, whole.
      if (!reached) this.closeFile();
      else if (there && this.last?.upto === upto) this.after = undefined;
    } catch (error) {
      alarm("disk", { what: `prune: ${(error as NodeJS.ErrnoException).code ?? "unknown"}` });
    }
  }

  /** Nothing more is begun; what is underway ends. */
  async end(): Promise<void> {
    this.ended = true;
    await this.working;
  }
}

/** Entries under the checkpoint that all are shown: where there are witnesses, one that they have cosigned. */
function shownSize(root: string): number {
  const path = join(root, "checkpoint");
  return existsSync(path) ? (headOf(readFileSync(path, "utf8"))?.head.size ?? 0) : 0;
}

function tsOf(entry: EntryLeft | undefined): string {
  return entry !== undefined && isWhole(entry) ? (JSON.parse(fromUtf8(entry)) as Entry).ts : "";
}
