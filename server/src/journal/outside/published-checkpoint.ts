import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Checkpoint, compactNote, fromLatin1, hex, parseCheckpoint, parseNote } from "@mercusuar/proof";

/** The checkpoint that everybody is shown: where there are witnesses, the newest that their quorum cosigned. Undefined where none can be read. */
export async function publishedCheckpoint(dataDir: string): Promise<{ note: string; checkpoint: Checkpoint } | undefined> {
  const note = await readFile(join(dataDir, "journal", "checkpoint"), "utf8").catch(() => "");
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
  return checkpoint && { note, checkpoint };
}

export interface CheckpointLine {
  size: number;
  /** Hex. */
  root: string;
  /** The signed note in one line, as a QR code holds it and `journal verify --known` takes it. */
  line: string;
}

/** For whoever takes the checkpoint out of the house on paper. */
export async function checkpointLine(dataDir: string): Promise<CheckpointLine | undefined> {
  const published = await publishedCheckpoint(dataDir);
  if (published === undefined) return undefined;
  const { size, root } = published.checkpoint;
  return { size, root: hex(fromLatin1(root)), line: compactNote(published.note) };
}
