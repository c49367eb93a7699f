import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJournalDir } from "@mercusuar/proof/node";

export interface JournalAt {
  /** As the caller named it: the data directory, the journal in it, or an export. */
  dir: string;
  /** The verifier key that lies beside the journal; empty where there is none. */
  vkey: string;
}

/** There is no journal where the caller said; the message says so in both languages. */
export class NoJournal extends Error {}

/** @throws NoJournal where no directory is, or none that holds a checkpoint */
export async function journalAt(dir: string): Promise<JournalAt> {
  if (!existsSync(dir)) throw new NoJournal(`${dir}: tidak ada · there is no such directory`);
  if (![dir, join(dir, "journal")].some((root) => existsSync(join(root, "checkpoint"))))
    throw new NoJournal(
      `${dir}: bukan direktori catatan akses, tidak ada berkas "checkpoint" · is no journal directory: it holds no file "checkpoint"`,
    );
  const key = await readJournalDir(dir).read("vkey");
  return { dir, vkey: key === undefined ? "" : Buffer.from(key).toString("utf8").trim() };
}
