import { existsSync } from "node:fs";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeDirectory } from "@mercusuar/keeper";
import { type Checkpoint, fromLatin1, fromUtf8, HANDOVERS, hex, type JournalReader, parseCheckpoint, parseNote } from "@mercusuar/proof";
import { readEntries, readJournalDir } from "@mercusuar/proof/node";
import { problem } from "../platform/problem.ts";
import { exportCheckpoints } from "./export-checkpoints.ts";
import { type ExportFile, exportFiles } from "./export-files.ts";
import { EXPORT_README, policyTemplate } from "./export-words.ts";
import { damaged } from "./journal-damaged.ts";
import { exportStamps } from "./outside/kept-stamps.ts";

/** Version of the export's form; the files themselves are C2SP tlog-tiles. */
const EXPORT_VERSION = 1;

export interface ExportAsk {
  /** The data directory, the journal in it, or a copy. */
  from: string;
  /** Where the export will lie; nothing is there before, and everything at once. */
  to: string;
  /** Tools that travel along, by name. */
  tools: ReadonlyMap<string, Uint8Array>;
  now: Date;
  /** Told before anything is copied: the head that will be exported, and whether an export that was cut short goes on. */
  begin?(head: ExportHead): Promise<void>;
  onProgress?(files: number, of: number): void;
  /** Stops between two files; the export can go on later. */
  signal?: AbortSignal;
}

export interface ExportHead extends Omit<Checkpoint, "root"> {
  /** Hex. */
  root: string;
  resumed: boolean;
}

export interface Exported extends ExportHead {
  files: number;
  bytes: number;
  /** Files that the journal has lost, at most 100 of them: the export of a damaged journal is as damaged. */
  missing: string[];
}

const MOST_MISSING = 100;
/** Of a log key that was rotated: the one that takes over, those that signed before, and the receipts by which one names the next. */
const LOG_KEY_FILES = ["vkey.next", "vkey.former", HANDOVERS];

/** Where an export grows until it is whole. */
export const partOf = (to: string): string => `${to}.part`;

/**
 * Copies what an outsider may verify: entries, tiles, checkpoint (the cosigned one where there are witnesses), log key. Never the batches, which hold the sealed details, nor a key.
 * The state is the one at the first call: a journal that grows meanwhile, or until an interrupted export goes on, changes nothing.
 * Nothing is verified here.
 * @throws Problem `export-exists`, `export-other`, `export-pruned`, `journal-damaged`; whatever the file system throws
 */
export async function exportJournal({ from, to, tools, now, begin, onProgress, signal }: ExportAsk): Promise<Exported> {
  if (existsSync(to)) throw exists(to);
  const part = partOf(to);
  const reader = readJournalDir(from);
  const head = await pin(reader, part);
  await begin?.(head);
  const files = [...exportFiles(head.size)];
  const done: Exported = { ...head, files: 0, bytes: 0, missing: [] };
  let pruned = false;
  for (const file of files) {
    signal?.throwIfAborted();
    const whole = await copy(file, reader, join(part, file.path));
    const left = whole === undefined ? await copyPruned(file, reader, part) : undefined;
    if (left !== undefined) pruned = true;
    const length = whole ?? left;
    if (length === undefined && done.missing.length < MOST_MISSING) done.missing.push(file.path);
    done.bytes += length ?? 0;
    onProgress?.(++done.files, files.length);
  }
  const { root, size, origin } = head;
  if (pruned && (await isPrunedSince(from, size))) throw prunedMeanwhile(part);
  const about = { format: "mercusuar-journal-export", version: EXPORT_VERSION, origin, size, root, made: now.toISOString() };
  const beside = new Map<string, Uint8Array>([
    ...tools,
    ["README.md", Buffer.from(EXPORT_README)],
    ["export.json", Buffer.from(`${JSON.stringify(about)}\n`)],
  ]);
  for (const name of LOG_KEY_FILES) {
    const bytes = await reader.read(name);
    if (bytes !== undefined) beside.set(name, bytes);
  }
  for await (const { path, text } of exportCheckpoints(from, size)) beside.set(path, Buffer.from(text));
  for await (const { path, bytes } of exportStamps(from, size)) beside.set(path, bytes);
  for (const [name, bytes] of beside) await put(join(part, name), bytes);
  await rename(part, to);
  return done;
}

/** Bytes of the copy; undefined where the journal has lost the file. */
async function copy(file: ExportFile, reader: JournalReader, target: string): Promise<number | undefined> {
  if (existsSync(target)) return (await stat(target)).size;
  const bytes = await file.read(reader);
  if (bytes !== undefined) await put(target, bytes);
  return bytes?.length;
}

/** What is left of a bundle with pruned entries, as it lies: the keeper writes it whole or not at all. */
async function copyPruned({ pruned }: ExportFile, reader: JournalReader, part: string): Promise<number | undefined> {
  if (pruned === undefined) return undefined;
  const bytes = await reader.read(pruned);
  if (bytes !== undefined) await put(join(part, pruned), bytes);
  return bytes?.length;
}

/** Entries are gone, and the one that says so lies behind the head that is exported: whoever verifies would miss them. */
async function isPrunedSince(from: string, size: number): Promise<boolean> {
  for await (const { entry } of readEntries(from, size)) if (entry.typ === "prune") return true;
  return false;
}

/** The head to export: of the export that was cut short, else the journal's at this moment. */
async function pin(reader: JournalReader, part: string): Promise<ExportHead> {
  const vkey = Buffer.from((await reader.read("vkey")) ?? []);
  const resumed = existsSync(join(part, "checkpoint"));
  if (resumed && !(await readFile(join(part, "vkey"))).equals(vkey)) throw other(part);
  const note = resumed ? await readFile(join(part, "checkpoint")) : await reader.read("checkpoint");
  const checkpoint = parseCheckpoint((note && parseNote(fromUtf8(note))?.text) ?? "");
  if (note === undefined || checkpoint === undefined) throw damaged("checkpoint", "the checkpoint");
  if (!resumed) {
    await put(join(part, "vkey"), vkey);
    await put(
      join(part, "policy.txt"),
      Buffer.from(policyTemplate([vkey, (await reader.read("vkey.next")) ?? new Uint8Array()].map(lineOf))),
    );
    await put(join(part, "checkpoint"), note);
  }
  return { ...checkpoint, root: hex(fromLatin1(checkpoint.root)), resumed };
}

const lineOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString().trim();

/** Whole or not at all: what is found again needs no second look. Entries profile staff: nobody else on the machine reads them. */
async function put(target: string, bytes: Uint8Array): Promise<void> {
  makeDirectory(dirname(target));
  await writeFile(`${target}.tmp`, bytes, { mode: 0o600 });
  await rename(`${target}.tmp`, target);
}

const exists = (to: string) =>
  problem(
    "export-exists",
    { id: `${to} sudah ada dan tidak ditimpa.`, en: `${to} is there already and is not overwritten.` },
    {
      detail: { id: "Sebutkan direktori lain.", en: "Name another directory." },
    },
  );
const other = (part: string) =>
  problem(
    "export-other",
    { id: `${part} berasal dari catatan akses lain.`, en: `${part} belongs to another journal.` },
    { detail: { id: "Hapus, atau sebutkan direktori lain.", en: "Remove it, or name another directory." } },
  );
const prunedMeanwhile = (part: string) =>
  problem(
    "export-pruned",
    { id: "Sementara ekspor berjalan, catatan dipangkas.", en: "Entries were pruned while this export was made." },
    { detail: { id: `Hapus ${part} dan ekspor lagi dari awal.`, en: `Remove ${part} and export anew.` } },
  );
