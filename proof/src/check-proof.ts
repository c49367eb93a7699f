/** Checks a receipt: does this entry stand in the log, at this place, under a checkpoint that may be believed? */
import { fromLatin1, hex } from "./bytes.ts";
import { type Cosigned, checkHead } from "./check-head.ts";
import { leafHash } from "./hash.ts";
import { MAX_ENTRY_BYTES } from "./jcs.ts";
import type { VerifierKey } from "./note.ts";
import { checkInclusion } from "./proofs.ts";
import { parseTlogProof } from "./tlog-proof.ts";
import { type TrustPolicy, trustIn } from "./trust-policy.ts";
import { exitOf, type FaultCode, type Finding, type Words, wordsOf } from "./verdict.ts";

/** The entry stands at `index` of the tree that the believed checkpoint signs. */
export interface ProvedEntry {
  ok: true;
  code: "OK";
  words: Words;
  exit: 0;
  /** Place of the entry, from 0. */
  index: number;
  /** Entries in the tree that the checkpoint signs. */
  size: number;
  /** Signed root: hex. */
  root: string;
  origin: string;
  /** Witnesses of the policy that have cosigned. */
  witnesses: Cosigned[];
}

/** Why not: the code, its words in both languages, the exit code of a program that says so. */
export interface UnprovedEntry {
  ok: false;
  code: FaultCode;
  words: Words;
  exit: 1 | 2 | 3;
  /** Where: a line or a part, never a value. */
  where?: string;
}

/**
 * E_SCHEMA: no proof, or an entry that none can be; E_CHECKPOINT, E_ORIGIN, E_SIG, E_QUORUM: its checkpoint is not to be believed;
 * E_ROOT: the entry does not stand at that place.
 * @param entry the bytes of the entry, as they stand in the journal
 * @param text the tlog-proof
 * @param trust a policy, or the one log that is believed without witnesses
 */
export async function checkProof(entry: Uint8Array, text: string, trust: TrustPolicy | VerifierKey): Promise<ProvedEntry | UnprovedEntry> {
  const proof = parseTlogProof(text);
  if ("code" in proof) return unproved(proof);
  if (entry.length > MAX_ENTRY_BYTES) return unproved({ code: "E_SCHEMA", where: "the entry is longer than an entry can be" });
  const head = await checkHead(proof.checkpoint, "quorum" in trust ? trust : trustIn(trust));
  if ("fault" in head) return unproved(head.fault);
  const { size, root, origin } = head.checkpoint;
  if (proof.index >= size) return unproved({ code: "E_ROOT", where: "the index lies beyond the checkpoint" });
  if (!checkInclusion(leafHash(entry), proof.index, size, proof.path, root))
    return unproved({ code: "E_ROOT", where: "the entry or its path" });
  const found = { index: proof.index, size, root: hex(fromLatin1(root)), origin, witnesses: head.witnesses };
  return { ok: true, code: "OK", words: wordsOf("OK"), exit: 0, ...found };
}

function unproved({ code, where }: Finding): UnprovedEntry {
  return { ok: false, code, words: wordsOf(code), exit: exitOf(code) as UnprovedEntry["exit"], ...(where === undefined ? {} : { where }) };
}
