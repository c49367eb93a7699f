/**
 * The witness that needs no machine: once a day (UTC) a checkpoint goes as a file into a directory that somebody else rules: a share, a
 * stick, a mirror that nothing can be deleted from. What lies there once is never written again.
 */
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCheckpoint, parseNote } from "@mercusuar/proof";

const TRY_AGAIN_MS = 60_000;

export class DailyCopy {
  /** The last day whose checkpoint lies there: YYYY-MM-DD. */
  day: string | undefined;
  /** Why it could not be written: an error code. */
  trouble: string | undefined;
  private readonly dir: string;
  private tryAt = 0;
  private busy = false;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Returns at once: a share that hangs must not hold up the journal. @param note the newest published checkpoint */
  offer(note: string): void {
    const now = Date.now();
    const day = new Date(now).toISOString().slice(0, 10);
    if (day === this.day || this.busy || now < this.tryAt) return;
    this.busy = true;
    this.tryAt = now + TRY_AGAIN_MS;
    this.write(note, day)
      .then(
        () => {
          this.day = day;
          this.trouble = undefined;
        },
        (error: NodeJS.ErrnoException) => {
          this.trouble = error.code ?? "unknown";
        },
      )
      .finally(() => {
        this.busy = false;
      });
  }

  private async write(note: string, day: string): Promise<void> {
    const path = join(this.dir, `${fileWord(note)}-${day}.checkpoint`);
    const there = await readFile(path, "utf8").catch(() => "");
    if (isCheckpoint(there)) return;
    // One that was torn by a crash may be written again: it proves nothing.
    const file = await open(path, there === "" ? "a" : "w", 0o644);
    try {
      await file.writeFile(note);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

/** The log's name as part of a file's. */
function fileWord(note: string): string {
  return note.slice(0, note.indexOf("\n")).replace(/[^\w-]+/g, "-");
}

function isCheckpoint(text: string): boolean {
  const note = parseNote(text);
  return note !== undefined && parseCheckpoint(note.text) !== undefined;
}
