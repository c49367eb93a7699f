/** The day's mail, and the mark that keeps a restart from sending it again. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MailFault, type MailSettings, mailCheckpoint } from "./mail-checkpoint.ts";
import { publishedCheckpoint } from "./published-checkpoint.ts";

export class Mailing {
  private readonly dataDir: string;
  private readonly settings: MailSettings;

  constructor(dataDir: string, settings: MailSettings) {
    this.dataDir = dataDir;
    this.settings = settings;
  }

  private get mark(): string {
    return join(this.dataDir, "run", "mailed");
  }

  /** The last day for which it left: YYYY-MM-DD. */
  async lastDay(): Promise<string | undefined> {
    const text = await readFile(this.mark, "utf8").catch(() => "");
    return /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? text.trim() : undefined;
  }

  /** Sends the published checkpoint; gives its size. @throws MailFault */
  async send(day: string): Promise<number> {
    const published = await publishedCheckpoint(this.dataDir);
    if (published === undefined) throw new MailFault("the checkpoint cannot be read");
    await mailCheckpoint(this.settings, published.note, published.checkpoint, day);
    await mkdir(join(this.dataDir, "run"), { recursive: true, mode: 0o700 });
    await writeFile(this.mark, `${day}\n`, { mode: 0o600 });
    return published.checkpoint.size;
  }
}
