/**
 * For readers who know only the old log key: a receipt of the entry that names the new one, under a checkpoint that the old one signed.
 * It is made while both sign; afterwards nobody could.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HANDOVERS, parseTlogProof, publishedTree, splitHandovers, tlogProofText } from "@mercusuar/proof";
import { readJournalDir } from "@mercusuar/proof/node";
import type { PublishedHead } from "../cosigning/asking.ts";
import { writeSecret } from "../keys/key-file.ts";

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
      const path = join(this.root, HANDOVERS);
      const before = existsSync(path) ? splitHandovers(readFileSync(path, "utf8")) : [];
      if (!before.some((text) => indexOf(text) === index))
        writeSecret(this.root, HANDOVERS, [...before, await this.receiptOf(index, size, note)].join(""));
      this.kept = index;
    } finally {
      this.keeping = false;
    }
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
