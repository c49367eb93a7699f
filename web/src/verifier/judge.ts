import {
  bundlePath,
  checkProof,
  type Entry,
  fromUtf8,
  type JournalReader,
  type ProvedEntry,
  parseBundle,
  parseTlogProof,
  parseTrustPolicy,
  parseVkey,
  readGrown,
  TILE_WIDTH,
  type TrustPolicy,
  trustIn,
  type UnprovedEntry,
  type Verdict,
  verifyJournal,
} from "@mercusuar/proof";

export const MINUTE_MS = 60_000;

/** What the reader has from elsewhere; empty where he has nothing. */
export interface Brought {
  vkey: string;
  /** Text of a tlog-policy. */
  policy: string;
  /** Checkpoints that were kept. */
  known: readonly string[];
  /** Receipts that were kept: texts by name. */
  receipts: ReadonlyMap<string, string>;
  /** Milliseconds; undefined where any age will do. */
  maxAge: number | undefined;
  /** Milliseconds, a minute or more; undefined: the verifier's own hour. */
  maxGap: number | undefined;
}

export interface JournalJudged {
  of: "journal";
  name: string;
  verdict: Verdict;
  /** Whether the key came from the reader, and not from what is being judged. */
  ownKey: boolean;
  /** The key beside the journal. */
  vkey: string;
  /** What stands now where the first bad entry is. */
  entry: string | undefined;
}

export interface ReceiptJudged {
  of: "receipt";
  name: string;
  result: ProvedEntry | UnprovedEntry;
  /** The entry, only where it is proved. */
  entry: Entry | undefined;
}

/** Judges a journal under what the reader brought. @throws TrustPolicyError, BadKey; and whatever the reader of the files throws */
export async function judgeJournal(
  name: string,
  reader: JournalReader,
  brought: Brought,
  now: Date,
  onProgress: (entries: number, size: number) => void,
): Promise<JournalJudged> {
  const policy = brought.policy === "" ? undefined : parseTrustPolicy(brought.policy);
  const key = brought.vkey === "" ? undefined : keyOf(brought.vkey);
  const verdict = await verifyJournal(reader, {
    now,
    onProgress,
    known: brought.known,
    receipts: [...brought.receipts.values()],
    ...(policy ? { policy } : {}),
    ...(key ? { vkey: brought.vkey } : {}),
    ...(brought.maxAge === undefined ? {} : { maxAge: brought.maxAge }),
    ...(brought.maxGap === undefined ? {} : { maxGap: brought.maxGap }),
  });
  const ownKey = key !== undefined || (policy?.logs.length ?? 0) > 0;
  const vkey = textOf(await reader.read("vkey")).trim();
  const entry = verdict.index === undefined ? undefined : await entryAt(reader, verdict.index, verdict.size);
  return { of: "journal", name, verdict, ownKey, vkey, entry };
}

/** Judges receipts alone, without a journal. @throws TrustPolicyError, BadKey where the reader brought neither key nor policy */
export async function judgeReceipts(brought: Brought): Promise<ReceiptJudged[]> {
  const trust: TrustPolicy = brought.policy === "" ? trustIn(keyOf(brought.vkey)) : parseTrustPolicy(brought.policy);
  const judged: ReceiptJudged[] = [];
  for (const [name, text] of brought.receipts) {
    const proof = parseTlogProof(text);
    const bytes = "code" in proof ? undefined : proof.extra;
    const result = await checkProof(bytes ?? new Uint8Array(), text, trust);
    judged.push({ of: "receipt", name, result, entry: result.ok && bytes ? (JSON.parse(fromUtf8(bytes)) as Entry) : undefined });
  }
  return judged;
}

/** What was given as a verifier key is none. */
export class BadKey extends Error {}

function keyOf(vkey: string) {
  const key = parseVkey(vkey);
  if (key === undefined) throw new BadKey();
  return key;
}

async function entryAt(reader: JournalReader, index: number, size: number): Promise<string | undefined> {
  const bundle = Math.floor(index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH);
  const file = width > 0 ? await readGrown(reader, (w) => bundlePath(bundle, w), width) : undefined;
  const found = (file && parseBundle(file.bytes))?.[index - bundle * TILE_WIDTH];
  return found && new TextDecoder().decode(found.subarray(0, 4000));
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
