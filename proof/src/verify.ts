/** The verifier: one pass over the bundles recomputes the root, and says what does not fit. */

import { fromLatin1, hex } from "./bytes.ts";
import { EntryCheck } from "./entry-check.ts";
import { type Hash, nodeHash } from "./hash.ts";
import { type BelievedHead, readHead } from "./head.ts";
import { HistoryCheck } from "./history-check.ts";
import { type JudgedBundle, judgedBundles } from "./judged-bundles.ts";
import { type KeptCheck, readKept } from "./kept-check.ts";
import { locate } from "./locate.ts";
import { type PruneSaid, Pruning } from "./pruned.ts";
import type { JournalReader } from "./reader.ts";
import { staleness } from "./staleness.ts";
import { TileCheck } from "./tile-check.ts";
import { Edge } from "./tree.ts";
import type { TrustPolicy } from "./trust-policy.ts";
import { type Finding, type Verdict, verdict } from "./verdict.ts";

/** What the reader knows of the log from elsewhere, asks for and allows; nothing has to be said. */
export interface VerifyOptions {
  /** Verifier key known from elsewhere; without it the one beside the checkpoint is used, which proves less. */
  vkey?: string;
  /** Logs and witnesses that are believed, and their quorum: else E_ORIGIN, E_SIG or E_QUORUM. Where it names no log, `vkey` does. */
  policy?: TrustPolicy;
  /** Checkpoints (signed notes) that the reader kept: a journal that is shorter is E_ROLLBACK, another history E_FORK. */
  known?: readonly string[];
  /** Receipts (tlog-proof with the entry as extra data) that the reader kept: an entry that is gone or another one is E_FORK. */
  receipts?: readonly string[];
  /** What the caller found wrong with what lies beside the journal, as time stamps. */
  beside?: readonly Finding[];
  /** Milliseconds before `now` in which the quorum, or without one the last entry, must lie, else E_STALE. Asks for `now`. */
  maxAge?: number;
  /** Milliseconds, from a minute on, that two entries may lie apart without a `stop` between them, else E_GAP; an hour where nothing is said. */
  maxGap?: number;
  /** The verifier's clock; without it entries from the future are not noticed. */
  now?: Date;
  /** Told after each bundle that could be read how many entries were checked, of how many. */
  onProgress?: (entries: number, size: number) => void;
  /**
   * Who reads the entries, judges and hashes each by itself, where it is not done here: others may share the work. Believed as it is: it is
   * to give the bundles of `judgedBundles`, in their order.
   */
  bundles?: (reader: JournalReader, size: number) => AsyncIterable<JudgedBundle>;
}

/** Most findings of one code that a verdict carries: many small ones shall not hide a grave one behind them. */
const MOST_OF_A_CODE = 100;
const MINUTE = 60_000;

/**
 * Verifies a journal: signature of the checkpoint, every entry's bytes and schema, time, the root, the tiles.
 * Reads the checkpoint first and entries up to its size, so a log may grow meanwhile. Whether a newer checkpoint, or another history,
 * was ever shown to somebody else is seen only with witnesses asked for in a policy, or with checkpoints and receipts that were kept.
 * @throws {RangeError} where `maxAge` is given without `now`, or is no length of time; where `maxGap` is less than a minute
 */
export async function verifyJournal(reader: JournalReader, options: VerifyOptions = {}): Promise<Verdict> {
  return verifyUnder(reader, options, MOST_TURNS);
}

/** Whoever began under a checkpoint from before a pruning finds entries gone of which it says nothing; a newer one is there by then. */
const MOST_TURNS = 3;

async function verifyUnder(reader: JournalReader, options: VerifyOptions, turns: number): Promise<Verdict> {
  if (options.maxAge !== undefined && (options.now === undefined || !(options.maxAge >= 0)))
    throw new RangeError("maxAge is milliseconds from 0 on, and asks for now");
  if (options.maxGap !== undefined && !(options.maxGap >= MINUTE)) throw new RangeError("maxGap is milliseconds, at least a minute");
  const head = await readHead(reader, options);
  const { checkpoint } = head;
  const signed =
    checkpoint === undefined
      ? { size: 0, root: "", origin: "" }
      : { size: checkpoint.size, root: hex(fromLatin1(checkpoint.root)), origin: checkpoint.origin };
  if ("fault" in head) return verdict(signed, [head.fault]);
  const { size, root } = head.checkpoint;
  const kept = await readKept(options, { ...head.trust, logs: head.keys.map((key) => ({ key })) });
  const pass = await readEntries(reader, head, options, kept.check);
  if (turns > 1 && pass.pruning.fault() !== undefined && (await hasGrown(reader, options, size)))
    return verifyUnder(reader, options, turns - 1);
  const { upto, count } = pass.pruning;
  const claimed = {
    ...signed,
    ...(options.policy === undefined ? {} : { witnesses: head.witnesses }),
    ...(upto === 0 ? {} : { pruned: { upto, count } }),
  };
  const outside = [...(options.beside ?? []), ...kept.faults, ...kept.check.beyond(size), ...staleness(options, head, pass.last)];
  if (!pass.short && pass.edge.root() === root)
    return verdict(claimed, [...pass.findings, ...pass.history, ...kept.check.forks, ...outside]);
  const damage = await locate(reader, head.keys, head.checkpoint);
  // Where entries are missing, the ones found may still be as they were signed: then nothing is proved but the gap, and what the reader kept.
  if (pass.short && (damage.index ?? pass.edge.size) >= pass.edge.size)
    return verdict(claimed, [...pass.findings, ...kept.check.forks, ...outside]);
  return verdict(claimed, [{ code: "E_ROOT", ...(damage.index === undefined ? {} : { index: damage.index }) }, ...pass.findings], damage);
}

async function hasGrown(reader: JournalReader, options: VerifyOptions, size: number): Promise<boolean> {
  const { checkpoint } = await readHead(reader, options);
  return checkpoint !== undefined && checkpoint.size > size;
}

interface Pass {
  edge: Edge;
  findings: Finding[];
  /** Entries are missing or cannot be told apart: there is no root to compare. */
  short: boolean;
  /** Time of the last entry that could be read. */
  last: string;
  /** Checkpoints of the keeper's own batches that do not fit. */
  history: Finding[];
  pruning: Pruning;
}

async function readEntries(reader: JournalReader, head: BelievedHead, options: VerifyOptions, kept: KeptCheck): Promise<Pass> {
  const history = new HistoryCheck(head, head.keys, reader.kept?.());
  try {
    return await readInOnePass(reader, head, options, kept, history);
  } finally {
    await history.close();
  }
}

async function readInOnePass(
  reader: JournalReader,
  { checkpoint }: BelievedHead,
  options: VerifyOptions,
  kept: KeptCheck,
  history: HistoryCheck,
): Promise<Pass> {
  const pass: Pass = { edge: new Edge(), findings: [], short: false, last: "", history: [], pruning: new Pruning() };
  const check = new EntryCheck(checkpoint.origin, options);
  const tiles = new TileCheck(reader);
  const told = new Map<string, number>();
  const note = (finding: Finding | undefined): void => {
    if (finding === undefined) return;
    const before = told.get(finding.code) ?? 0;
    told.set(finding.code, before + 1);
    if (before < MOST_OF_A_CODE) pass.findings.push(finding);
  };
  for await (const { entries, leaves, nodes, opening, prunes, fault } of (options.bundles ?? judgedBundles)(reader, checkpoint.size)) {
    await history.load(pass.edge.size + entries.length);
    const first = pass.edge.size;
    let joined = 0;
    const join = (left: Hash, right: Hash): Hash => nodes?.[joined++] ?? nodeHash(left, right);
    for (const [i, entry] of entries.entries()) {
      note(check.check(entry, pass.edge.size, opening));
      pass.pruning.see(pass.edge.size, "pruned" in entry ? undefined : "typ" in entry ? entry.typ : "");
      const leaf = leaves[i] as Hash;
      pass.edge.push(leaf, (level, hash) => tiles.add(level, hash), join);
      kept.see(pass.edge, leaf);
      history.see(pass.edge);
    }
    for (const [place, { body }] of prunes ?? []) pass.pruning.hear(body as unknown as PruneSaid, first + place);
    pass.last = check.last;
    await tiles.settle();
    if (fault !== undefined) {
      // What was found before holds all the same: else a tamperer would take a file away, and nothing could be told.
      tiles.findings.forEach(note);
      note(fault);
      return { ...pass, short: true };
    }
    options.onProgress?.(pass.edge.size, checkpoint.size);
  }
  await tiles.finish();
  tiles.findings.forEach(note);
  const unsaid = pass.pruning.fault();
  if (unsaid !== undefined) note({ code: "E_MISSING", index: unsaid.index, where: unsaid.what });
  pass.history = await history.judge();
  return pass;
}
