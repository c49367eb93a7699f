/** The checkpoint of a journal, and under which keys it is believed. */
import { fromUtf8, hex } from "./bytes.ts";
import { type BadHead, checkHead, type GoodHead } from "./check-head.ts";
import { successorThatSigned } from "./handover.ts";
import { parseNote, parseVkey, type VerifierKey } from "./note.ts";
import type { JournalReader } from "./reader.ts";
import type { TrustedLog, TrustPolicy } from "./trust-policy.ts";

export interface BelievedHead extends GoodHead {
  /** What it was checked under. */
  trust: TrustPolicy;
  /** Keys of this log, those included that sign no head any more: what was signed earlier is checked under them too. */
  keys: VerifierKey[];
}

interface Trust {
  trust: TrustPolicy;
  former: VerifierKey[];
}

export interface Trusted {
  vkey?: string;
  policy?: TrustPolicy;
}

export async function readHead(reader: JournalReader, trusted: Trusted): Promise<BelievedHead | BadHead> {
  const note = await reader.read("checkpoint");
  if (note === undefined) return { fault: { code: "E_MISSING", where: "checkpoint" } };
  const found = await trustOf(reader, trusted);
  if ("fault" in found) return found;
  const { trust, former } = found;
  const text = textOf(note) ?? "";
  const head = await checkHead(text, trust);
  if ("fault" in head) return unlessRotated(head, text, trust, reader);
  const best = (trust.quorum === "none" ? await newer(reader, head, trust) : undefined) ?? head;
  const held = [...trust.logs.map(({ key }) => key), ...former];
  return { ...best, trust, keys: held.filter(({ name }) => name === best.checkpoint.origin) };
}

/** A journal that no key of the reader signed, and one of them has named the key that did: no forgery by a stranger. */
async function unlessRotated(bad: BadHead, text: string, { logs }: TrustPolicy, reader: JournalReader): Promise<BadHead> {
  const note = parseNote(text);
  const held = logs.map(({ key }) => key).filter(({ name }) => name === bad.checkpoint?.origin);
  if (note === undefined || bad.fault.code !== "E_SIG" || bad.fault.where !== "checkpoint") return bad;
  const successor = await successorThatSigned(note, held, reader);
  if (successor === undefined) return bad;
  return { ...bad, fault: { code: "E_ROTATED", where: `checkpoint: signed by ${successor.vkey}, as entry ${successor.index} says` } };
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

/** The policy's logs; a key that the reader has from elsewhere narrows them to one; where neither names a log, the keys beside the journal. */
async function trustOf(reader: JournalReader, { vkey, policy }: Trusted): Promise<Trust | BadHead> {
  const logs = policy?.logs ?? [];
  if (policy !== undefined && logs.length > 0 && vkey === undefined) return { trust: policy, former: [] };
  const text = vkey ?? textOf(await reader.read("vkey"));
  const key = text === undefined ? undefined : parseVkey(text);
  if (key === undefined) return { fault: { code: "E_KEY", where: "vkey" } };
  const [next, former] = vkey === undefined ? await keysBeside(reader, key) : [[], []];
  const beside: TrustedLog[] = [key, ...next].map((one) => ({ key: one }));
  if (policy === undefined) return { trust: { logs: beside, witnesses: [], groups: [], quorum: "none" }, former };
  const named = logs.some((log) => log.key.name === key.name && hex(log.key.publicKey) === hex(key.publicKey));
  if (logs.length > 0 && !named) return { fault: { code: "E_KEY", where: "vkey is none of the policy's logs" } };
  return { trust: { ...policy, logs: beside }, former };
}

/** While the log key is rotated: the next one, which signs beside it; and after that those that signed before. */
async function keysBeside(reader: JournalReader, { name }: VerifierKey): Promise<[next: VerifierKey[], former: VerifierKey[]]> {
  const keysIn = async (path: string): Promise<VerifierKey[]> =>
    (textOf(await reader.read(path)) ?? "").split("\n").flatMap((line) => parseVkey(line) ?? []);
  const both = [await keysIn("vkey.next"), await keysIn("vkey.former")] as const;
  return both.map((keys) => keys.filter((key) => key.name === name)) as [VerifierKey[], VerifierKey[]];
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes === undefined ? undefined : fromUtf8(bytes);
  } catch {
    return undefined;
  }
}
