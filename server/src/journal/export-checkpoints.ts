import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { noteRecord, parseCheckpoint, parseNote, splitNotes } from "@mercusuar/proof";

const DIR = "checkpoints";

/** The checkpoints that witnesses have cosigned, a file for each day, as the export holds them: none that is ahead of its own. */
export async function* exportCheckpoints(from: string, size: number): AsyncGenerator<{ path: string; text: string }> {
  const dir = join(existsSync(join(from, "journal")) ? join(from, "journal") : from, DIR);
  const names = existsSync(dir) ? (await readdir(dir)).filter((name) => name.endsWith(".notes")).sort() : [];
  for (const name of names) {
    const notes = splitNotes(await readFile(join(dir, name), "utf8"));
    const shown = notes.filter((note, i) => belongs(note, size, i === notes.length - 1));
    if (shown.length > 0) yield { path: `${DIR}/${name}`, text: shown.map(noteRecord).join("") };
  }
}

/** What is no checkpoint stays, so that damage is seen; except at the end, where the keeper may be writing. */
function belongs(note: string, size: number, last: boolean): boolean {
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
  return checkpoint === undefined ? !last : checkpoint.size <= size;
}
