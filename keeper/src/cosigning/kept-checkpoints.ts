/** Every cosigned checkpoint, one after another in a file for each day (UTC): what the quorum has seen, and when. */
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { noteRecord, splitNotes } from "@mercusuar/proof";

export class KeptCheckpoints {
  private readonly dir: string;
  private open = "";

  constructor(root: string) {
    this.dir = join(root, "checkpoints");
  }

  /** @param day YYYY-MM-DD */
  async keep(note: string, day: string): Promise<void> {
    const path = join(this.dir, `${day}.notes`);
    if (this.open !== path) await this.begin(path);
    await appendFile(path, noteRecord(note), { mode: 0o640 });
  }

  /** A record that an earlier process did not finish goes: it is at the witnesses. */
  private async begin(path: string): Promise<void> {
    await mkdir(this.dir, { recursive: true, mode: 0o750 });
    const text = await readFile(path, "utf8").catch(() => "");
    if (text !== "" && !text.endsWith("\n\n"))
      await writeFile(path, splitNotes(text).slice(0, -1).map(noteRecord).join(""), { mode: 0o640 });
    this.open = path;
  }
}
