/** The journal in a directory: reader, entries for a rebuild, and what the command `journal verify` says. Node only. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseBundle } from "./bundle.ts";
import { fromUtf8 } from "./bytes.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import type { Entry } from "./entry.ts";
import { readIfThere, readJournalFiles } from "./journal-files.ts";
import { judgedByThreads } from "./judging.ts";
import { keptBatches } from "./kept-batches.ts";
import { parseNote } from "./note.ts";
import { type EntryLeft, isWhole, parseLeft, prunedPath } from "./pruned.ts";
import type { JournalReader } from "./reader.ts";
import { bundlePath, TILE_WIDTH } from "./tiles.ts";
import type { Verdict } from "./verdict.ts";
import { type VerifyOptions, verifyJournal } from "./verify.ts";

export * from "./batch.ts";

/** A journal as the keeper keeps it: DIR or DIR/journal. */
export function readJournalDir(dir: string): JournalReader {
  const root = journalRoot(dir);
  return { ...readJournalFiles(root), kept: () => keptBatches(join(root, "batches")) };
}

function journalRoot(dir: string): string {
  return existsSync(join(dir, "journal")) ? join(dir, "journal") : dir;
}

/** Size that the newest published checkpoint names; 0 where there is none yet. Not verified. */
export async function publishedSize(dir: string): Promise<number> {
  const sizes = await Promise.all(["checkpoint", "checkpoint.latest"].map((path) => sizeIn(join(journalRoot(dir), path))));
  return Math.max(...sizes);
}

async function sizeIn(path: string): Promise<number> {
  const bytes = readIfThere(path);
  const note = bytes === undefined ? undefined : parseNote(fromUtf8(bytes));
  return (note === undefined ? undefined : parseCheckpoint(note.text)?.size) ?? 0;
}

/**
 * Entries from index `from` on, at most `limit`, up to the published checkpoint (at most about a second behind the keeper).
 * Those that were pruned are passed over. For a rebuild of what can be rebuilt; nothing is verified here.
 */
export async function* readEntries(
  dir: string,
  from = 0,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<{ index: number; entry: Entry }> {
  const root = journalRoot(dir);
  const end = Math.min(await publishedSize(dir), from + limit);
  for (let at = from; at < end; ) {
    const bundle = Math.floor(at / TILE_WIDTH);
    const start = bundle * TILE_WIDTH;
    const size = await publishedSize(dir);
    const bytes =
      readIfThere(join(root, bundlePath(bundle))) ?? readIfThere(join(root, bundlePath(bundle, Math.min(TILE_WIDTH, size - start))));
    const entries = bytes === undefined ? leftOf(root, bundle) : parseBundle(bytes);
    if (entries === undefined || start + entries.length <= at)
      throw new Error(`journal: the bundle of entry ${at} is missing or damaged; run "mercusuar journal verify"`);
    for (const entry of entries.slice(at - start, end - start)) {
      const index = at++;
      if (isWhole(entry)) yield { index, entry: JSON.parse(fromUtf8(entry)) as Entry };
    }
  }
}

function leftOf(root: string, bundle: number): EntryLeft[] | undefined {
  const bytes = readIfThere(join(root, prunedPath(bundle)));
  return bytes === undefined ? undefined : parseLeft(bytes);
}

/** What a reader may ask beyond `VerifyOptions` where Node has threads. */
export interface VerifyDirOptions extends VerifyOptions {
  /** Threads that read and judge entries; where nothing is said two for a long journal, where there are two cores. 1: none beside this one. */
  threads?: number;
}

/** Entries from which a second thread is worth its start. */
const LONG = 50_000;

/**
 * What `mercusuar journal verify DIR` reports, and its exit code.
 * @throws {RangeError} where `threads` is no whole number from 1 on, and where {@link verifyJournal} does
 */
export async function verifyCommand(dir: string, options: VerifyDirOptions = {}): Promise<{ exit: Verdict["exit"]; report: Verdict }> {
  // biome-ignore lint/plugin: a verifier runs alone, where no platform hands out a clock
  const now = new Date();
  const { threads = (await publishedSize(dir)) < LONG ? 1 : Math.min(2, availableParallelism()), ...rules } = options;
  if (!Number.isInteger(threads) || threads < 1) throw new RangeError("threads is a whole number, at least 1");
  const shared: VerifyOptions = threads < 2 ? {} : { bundles: (_, size) => judgedByThreads(journalRoot(dir), size, threads) };
  const report = await verifyJournal(readJournalDir(dir), { now, ...shared, ...rules });
  return { exit: report.exit, report };
}
