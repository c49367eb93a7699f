/** Whether a checkpoint may be believed under a policy: origin, the log's signature, the witnesses' cosignatures, the quorum. */
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { cosignatureOf } from "./cosignature.ts";
import { type Note, noteIsSignedBy, parseNote, type VerifierKey } from "./note.ts";
import { quorumMet, type TrustPolicy } from "./trust-policy.ts";
import type { Finding } from "./verdict.ts";

/** A witness of the policy that has cosigned. */
export interface Cosigned {
  /** Its name in the policy. */
  name: string;
  /** Seconds since 1970, by the witness's clock. */
  time: number;
}

/** A checkpoint that is to be believed, and by whose word. */
export interface GoodHead {
  checkpoint: Checkpoint;
  /** The log key that signed. */
  key: VerifierKey;
  witnesses: Cosigned[];
}

/** Why a checkpoint is not to be believed; what it claims, where it can be read at all. */
export interface BadHead {
  checkpoint?: Checkpoint;
  fault: Finding;
}

/**
 * Checks a checkpoint as tlog-policy ("What is a policy?") says: signed by one of the logs, cosigned by a quorum. One bad signature in
 * the name of a known witness makes it unbelievable, as signed-note ("Signatures") recommends.
 * @param where what the finding calls this checkpoint
 */
export async function checkHead(text: string, policy: TrustPolicy, where = "checkpoint"): Promise<GoodHead | BadHead> {
  const note = parseNote(text);
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return { fault: { code: "E_CHECKPOINT", where } };
  const keys = policy.logs.map(({ key }) => key).filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return { checkpoint, fault: { code: "E_ORIGIN", where } };
  const key = await signerOf(note, keys);
  if (key === undefined) return { checkpoint, fault: { code: "E_SIG", where } };
  const witnesses: Cosigned[] = [];
  for (const witness of policy.witnesses) {
    const said = await cosignatureOf(note, witness.key);
    if (said === "bad") return { checkpoint, fault: { code: "E_SIG", where: `${where}, witness ${witness.name}` } };
    if (said !== "absent") witnesses.push({ name: witness.name, time: said.time });
  }
  if (!quorumMet(policy, new Set(witnesses.map(({ name }) => name)))) return { checkpoint, fault: { code: "E_QUORUM", where } };
  return { checkpoint, key, witnesses };
}

async function signerOf(note: Note, keys: readonly VerifierKey[]): Promise<VerifierKey | undefined> {
  for (const key of keys) if (await noteIsSignedBy(note, key)) return key;
  return undefined;
}
