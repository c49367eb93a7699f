import { checkConsistency, fromUtf8, parseCheckpoint, parseNote, publishedTree } from "@mercusuar/proof";
import { readJournalDir } from "@mercusuar/proof/node";
import type { SeenHead } from "./keeper-process.ts";

/** `lags`: what is published does not reach so far yet. */
export type Continues = "continues" | "lags" | "other";

/**
 * Is the journal of that directory the one whose head was seen, and no older or other one? By its published tree: a few tiles, however long it is.
 * Against whom: a disk that was put back, a clone that runs in the place of the keeper.
 */
export async function continues(dir: string, seen: SeenHead): Promise<Continues> {
  const reader = readJournalDir(dir);
  const note = parseNote(fromUtf8((await reader.read("checkpoint.latest")) ?? (await reader.read("checkpoint")) ?? new Uint8Array()));
  const head = note && parseCheckpoint(note.text);
  if (head === undefined || head.size < seen.size) return "lags";
  try {
    const path = await publishedTree(reader, head.size).consistency(seen.size);
    return checkConsistency(seen.size, Buffer.from(seen.root, "hex").toString("latin1"), head.size, head.root, path)
      ? "continues"
      : "other";
  } catch {
    return "other";
  }
}
