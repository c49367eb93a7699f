/**
 * For readers who know only the old log key: a receipt of the entry that names the new one, under a checkpoint that the old one signed.
 * It is made while both sign. Where it is missing later (a standby that took over holds batches alone), the batch of that entry has one, too.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HANDOVERS, isWhole, parseNote, parseTlogProof, publishedTree, splitHandovers, tlogProofText } from "@mercusuar/proof";
import { readJournalDir } from "@mercusuar/proof/node";
import type { PublishedHead } from "../cosigning/asking.ts";
import { writeSecret } from "../keys/key-file.ts";
import { inclusionFromBatches } from "./inclusion-from-batches.ts";
import { batchOf } from "./search-batches.ts";

export class Handovers {
  private readonly root: string;
  private keeping = false;
  /** Index of the entry whose receipt is kept. */
  private kept = -1;

  constructor(root: string) {
    this.root = root;
  }

  has(index: number): boolean {
    return this.kept === index;
  }

  /** Keeps the receipt of the entry at this index, once it was published; does nothing where it is kept already. @throws TreeDamaged */
  async keep(index: number, { size, note }: PublishedHead): Promise<void> {
    if (index >= size || this.has(index) || this.keeping) return;
    this.keeping = true;
    try {
      if (!this.receipts().has(index)) this.add(index, await this.receiptOf(index, size, note));
      this.kept = index;
    } finally {
      this.keeping = false;
    }
  }

  /** Makes what is missing of rotations that have ended. Reads all batches up to each of them: after a takeover, once. */
  async mend(indexes: readonly number[]): Promise<void> {
    const there = this.receipts();
    for (const index of indexes.filter((one) => !there.has(one))) {
      const { first = 0, entries = [], note = "" } = batchOf(join(this.root, "batches"), index) ?? {};
      const extra = entries[index - first];
      // A log that was left has one signature under it, of a later key: nothing that an older one says.
      if (extra === undefined || !isWhole(extra) || (parseNote(note)?.signatures.length ?? 0) < 2) continue;
      const path = await inclusionFromBatches(this.root, index, first + entries.length);
      this.add(index, tlogProofText({ extra, index, path, checkpoint: note }));
    }
  }

  private receipts(): Map<number | undefined, string> {
    const path = join(this.root, HANDOVERS);
    const texts = existsSync(path) ? splitHandovers(readFileSync(path, "utf8")) : [];
    return new Map(texts.map((text) => [indexOf(text), text]));
  }

  /** INVARIANT: the oldest stands first, or a reader could not follow from key to key. */
  private add(index: number, text: string): void {
    const all = [...this.receipts().set(index, text)].sort(([a = -1], [b = -1]) => a - b);
    writeSecret(this.root, HANDOVERS, all.map(([, receipt]) => receipt).join(""), 0o640);
  }

  private async receiptOf(index: number, size: number, checkpoint: string): Promise<string> {
    const tree = publishedTree(readJournalDir(this.root), size);
    return tlogProofText({ extra: await tree.entry(index), index, path: await tree.inclusion(index), checkpoint });
  }
}

function indexOf(text: string): number | undefined {
  const proof = parseTlogProof(text);
  return "code" in proof ? undefined : proof.index;
}
