/** The verifier: one pass over the bundles recomputes the root, and says what does not fit. */

import { parseBundle } from "./bundle.ts";
import { fromLatin1, fromUtf8, hex } from "./bytes.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { EntryCheck } from "./entry-check.ts";
import { type Hash, leafHash } from "./hash.ts";
import { locate } from "./locate.ts";
import { noteIsSignedBy, parseNote, parseVkey, type VerifierKey } from "./note.ts";
import { type JournalReader, readGrown } from "./reader.ts";
import { TileCheck } from "./tile-check.ts";
import { bundlePath, TILE_WIDTH } from "./tiles.ts";
import { Edge } from "./tree.ts";
import { type Finding, type Verdict, verdict } from "./verdict.ts";

export interface VerifyOptions {
  /** Verifier key known from elsewhere; without it the one beside the checkpoint is used, which proves less. */
  vkey?: string;
  /** The verifier's clock; without it entries from the future are not noticed. */
  now?: Date;
  onProgress?: (entries: number, size: number) => void;
}

/** Most findings that a verdict carries. */
const MAX_FINDINGS = 100;

/**
 * Verifies a journal: signature of the checkpoint, every entry's bytes and schema, time, the root, the tiles.
 * Reads the checkpoint first and entries up to its size, so a log may grow meanwhile. Does not tell whether a newer
 * checkpoint was ever shown to somebody else: that needs witnesses, receipts or kept checkpoints.
 */
export async function verifyJournal(reader: JournalReader, options: VerifyOptions = {}): Promise<Verdict> {
  const head = await readHead(reader, options.vkey);
  if ("code" in head) return verdict({ size: 0, root: "", origin: "" }, [head]);
  const { checkpoint, key } = head;
  const claimed = { size: checkpoint.size, root: hex(fromLatin1(checkpoint.root)), origin: checkpoint.origin };
  if (head.fault !== undefined) return verdict(claimed, [head.fault]);
  const pass = await readEntries(reader, checkpoint, options);
  if (pass.broken || pass.edge.root() === checkpoint.root) return verdict(claimed, pass.findings);
  const damage = await locate(reader, key, pass.leaves, checkpoint.size, checkpoint.root);
  return verdict(claimed, [{ code: "E_ROOT", ...(damage.index === undefined ? {} : { index: damage.index }) }, ...pass.findings], damage);
}

interface Head {
  checkpoint: Checkpoint;
  key: VerifierKey;
  fault?: Finding;
}

async function readHead(reader: JournalReader, vkey: string | undefined): Promise<Head | Finding> {
  const noteBytes = await reader.read("checkpoint");
  if (noteBytes === undefined) return { code: "E_MISSING", where: "checkpoint" };
  const keyText = vkey ?? textOf(await reader.read("vkey"));
  const key = keyText === undefined ? undefined : parseVkey(keyText);
  if (key === undefined) return { code: "E_KEY", where: "vkey" };
  const note = parseNote(textOf(noteBytes) ?? "");
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return { code: "E_CHECKPOINT", where: "checkpoint" };
  if (checkpoint.origin !== key.name) return { checkpoint, key, fault: { code: "E_ORIGIN", where: "checkpoint" } };
  if (!(await noteIsSignedBy(note, key))) return { checkpoint, key, fault: { code: "E_SIG", where: "checkpoint" } };
  return { checkpoint, key };
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes === undefined ? undefined : fromUtf8(bytes);
  } catch {
    return undefined;
  }
}

interface Pass {
  edge: Edge;
  leaves: Hash[];
  findings: Finding[] /** Entries are missing or cannot be told apart: no root to compare. */;
  broken: boolean;
}

async function readEntries(reader: JournalReader, checkpoint: Checkpoint, options: VerifyOptions): Promise<Pass> {
  const pass: Pass = { edge: new Edge(), leaves: [], findings: [], broken: false };
  const check = new EntryCheck(checkpoint.origin, options.now);
  const tiles = new TileCheck(reader);
  const note = (finding: Finding | undefined): void => {
    if (finding !== undefined && pass.findings.length < MAX_FINDINGS) pass.findings.push(finding);
  };
  for (let index = 0; index * TILE_WIDTH < checkpoint.size; index++) {
    const width = Math.min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH);
    const entries = await readBundle(reader, index, width);
    if ("code" in entries) {
      note(entries);
      return { ...pass, broken: true };
    }
    for (const entry of entries) {
      note(check.check(entry, pass.edge.size));
      const leaf = leafHash(entry);
      pass.leaves.push(leaf);
      pass.edge.push(leaf, (level, hash) => tiles.add(level, hash));
    }
    await tiles.settle();
    options.onProgress?.(pass.edge.size, checkpoint.size);
  }
  await tiles.finish();
  tiles.findings.forEach(note);
  return pass;
}

async function readBundle(reader: JournalReader, index: number, width: number): Promise<Uint8Array[] | Finding> {
  const first = index * TILE_WIDTH;
  const exact = await reader.read(bundlePath(index, width));
  const bytes = exact ?? (await readGrown(reader, (w) => bundlePath(index, w), width));
  if (bytes === undefined) return { code: "E_MISSING", index: first, where: bundlePath(index, width) };
  const entries = parseBundle(bytes);
  // Bytes beyond the count would be an entry that nobody signed.
  if (entries === undefined || (exact !== undefined && entries.length > width))
    return { code: "E_BUNDLE", index: first, where: bundlePath(index, width) };
  if (entries.length < width) return { code: "E_MISSING", index: first + entries.length, where: bundlePath(index, width) };
  return entries.slice(0, width);
}
