/** The verifier: one pass over the bundles recomputes the root, and says what does not fit. */

import { fromLatin1, fromUtf8, hex } from "./bytes.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { EntryCheck } from "./entry-check.ts";
import { leafHash } from "./hash.ts";
import { locate } from "./locate.ts";
import { noteIsSignedBy, parseNote, parseVkey, type VerifierKey } from "./note.ts";
import { bundlesOf } from "./read-bundles.ts";
import type { JournalReader } from "./reader.ts";
import { TileCheck } from "./tile-check.ts";
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
  if (!pass.short && pass.edge.root() === checkpoint.root) return verdict(claimed, pass.findings);
  const damage = await locate(reader, key, checkpoint);
  // Where entries are missing, the ones found may still be as they were signed: then nothing is proved but the gap.
  if (pass.short && (damage.index ?? pass.edge.size) >= pass.edge.size) return verdict(claimed, pass.findings);
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
  findings: Finding[];
  /** Entries are missing or cannot be told apart: there is no root to compare. */
  short: boolean;
}

async function readEntries(reader: JournalReader, checkpoint: Checkpoint, options: VerifyOptions): Promise<Pass> {
  const pass: Pass = { edge: new Edge(), findings: [], short: false };
  const check = new EntryCheck(checkpoint.origin, options.now);
  const tiles = new TileCheck(reader);
  const note = (finding: Finding | undefined): void => {
    if (finding !== undefined && pass.findings.length < MAX_FINDINGS) pass.findings.push(finding);
  };
  for await (const { entries, fault } of bundlesOf(reader, checkpoint.size)) {
    for (const entry of entries) {
      note(check.check(entry, pass.edge.size));
      pass.edge.push(leafHash(entry), (level, hash) => tiles.add(level, hash));
    }
    note(fault);
    if (fault !== undefined) return { ...pass, short: true };
    await tiles.settle();
    options.onProgress?.(pass.edge.size, checkpoint.size);
  }
  await tiles.finish();
  tiles.findings.forEach(note);
  return pass;
}
