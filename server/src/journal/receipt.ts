import { EntryPruned, fromUtf8, type JournalReader, parseCheckpoint, parseNote, publishedTree, tlogProofText } from "@mercusuar/proof";
import { publishedSize, readJournalDir } from "@mercusuar/proof/node";
import { asDamage } from "./journal-damaged.ts";
import { entryPruned } from "./pruning/words.ts";

/**
 * Proof that an entry stands in the journal, as C2SP tlog-proof text: the entry in the extra line, its index, the inclusion
 * proof and the signed checkpoint. Anybody can check it offline.
 * @param dir the data directory, the journal in it, or an export
 * @returns undefined where the journal holds no such entry yet
 * @throws Problem `pruned` 410 where only its hash is left · `journal-damaged` where tiles or the entry are missing or altered
 */
export async function receiptOf(dir: string, idx: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(idx) || idx < 0 || idx >= (await publishedSize(dir))) return undefined;
  const reader = readJournalDir(dir);
  const { checkpoint, size } = (await headOver(reader, "checkpoint", idx)) ?? (await headOver(reader, "checkpoint.latest", idx)) ?? {};
  if (checkpoint === undefined || size === undefined) return undefined;
  const tree = publishedTree(reader, size);
  try {
    return tlogProofText({ extra: await tree.entry(idx), index: idx, path: await tree.inclusion(idx), checkpoint });
  } catch (error) {
    throw error instanceof EntryPruned ? entryPruned(idx) : asDamage(error);
  }
}

/** The checkpoint that the witnesses have cosigned proves more; the newest entries are in the log's own alone. */
async function headOver(reader: JournalReader, path: string, idx: number): Promise<{ checkpoint: string; size: number } | undefined> {
  const checkpoint = fromUtf8((await reader.read(path)) ?? new Uint8Array());
  const size = parseCheckpoint(parseNote(checkpoint)?.text ?? "")?.size;
  return size === undefined || idx >= size ? undefined : { checkpoint, size };
}
