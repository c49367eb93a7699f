/** The checkpoint of a journal, and under which keys it is believed. */
import { fromUtf8, hex } from "./bytes.ts";
import { type BadHead, checkHead, type GoodHead } from "./check-head.ts";
import { parseVkey } from "./note.ts";
import type { JournalReader } from "./reader.ts";
import { type TrustPolicy, trustIn } from "./trust-policy.ts";

export interface BelievedHead extends GoodHead {
  /** What it was checked under. */
  trust: TrustPolicy;
}

export interface Trusted {
  vkey?: string;
  policy?: TrustPolicy;
}

export async function readHead(reader: JournalReader, trusted: Trusted): Promise<BelievedHead | BadHead> {
  const note = await reader.read("checkpoint");
  if (note === undefined) return { fault: { code: "E_MISSING", where: "checkpoint" } };
  const trust = await trustOf(reader, trusted);
  if ("fault" in trust) return trust;
  const head = await checkHead(textOf(note) ?? "", trust);
  if ("fault" in head) return head;
  return { ...((trust.quorum === "none" ? await newer(reader, head, trust) : undefined) ?? head), trust };
}

/**
 * Where a keeper has witnesses, `checkpoint` is what they have cosigned, and `checkpoint.latest` the newest that the log alone has signed:
 * enough for a reader who asks for no witness.
 */
async function newer(reader: JournalReader, { checkpoint }: GoodHead, trust: TrustPolicy): Promise<GoodHead | undefined> {
  const note = await reader.read("checkpoint.latest");
  const latest = note === undefined ? undefined : await checkHead(textOf(note) ?? "", trust, "checkpoint.latest");
  return latest === undefined || "fault" in latest || latest.checkpoint.size <= checkpoint.size ? undefined : latest;
}

/** The policy's logs; a key that the reader has from elsewhere narrows them to one; where neither names a log, the key beside the journal. */
async function trustOf(reader: JournalReader, { vkey, policy }: Trusted): Promise<TrustPolicy | BadHead> {
  const logs = policy?.logs ?? [];
  if (policy !== undefined && logs.length > 0 && vkey === undefined) return policy;
  const text = vkey ?? textOf(await reader.read("vkey"));
  const key = text === undefined ? undefined : parseVkey(text);
  if (key === undefined) return { fault: { code: "E_KEY", where: "vkey" } };
  if (policy === undefined) return trustIn(key);
  const named = logs.some((log) => log.key.name === key.name && hex(log.key.publicKey) === hex(key.publicKey));
  if (logs.length > 0 && !named) return { fault: { code: "E_KEY", where: "vkey is none of the policy's logs" } };
  return { ...policy, logs: [{ key }] };
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes === undefined ? undefined : fromUtf8(bytes);
  } catch {
    return undefined;
  }
}
