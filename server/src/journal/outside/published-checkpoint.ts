import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Checkpoint, parseCheckpoint, parseNote } from "@mercusuar/proof";

/** The checkpoint that everybody is shown: where there are witnesses, the newest that their quorum cosigned. Undefined where none can be read. */
export async function publishedCheckpoint(dataDir: string): Promise<{ note: string; checkpoint: Checkpoint } | undefined> {
  const note = await readFile(join(dataDir, "journal", "checkpoint"), "utf8").catch(() => "");
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
  return checkpoint && { note, checkpoint };
}
