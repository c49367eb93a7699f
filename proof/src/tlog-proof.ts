/**
 * C2SP tlog-proof: one text that proves offline that an entry stands in a log. Header, optional extra data, index, inclusion proof,
 * empty line, checkpoint with its signatures. Our receipts carry the entry itself as extra data.
 */
import { base64, fromBase64, fromLatin1, hasControl, toLatin1 } from "./bytes.ts";
import type { Hash } from "./hash.ts";
import type { Finding } from "./verdict.ts";

const HEADER = "c2sp.org/tlog-proof@v1";
/** Room for the longest entry as extra data (87,380 characters), the longest path and a hundred signatures. */
const MAX_CHARACTERS = 256 * 1024;
/** A tree of 2^53 - 1 entries needs no longer path. */
const MAX_PATH = 53;

/** A receipt taken apart: C2SP tlog-proof. Nothing of it is believed yet. */
export interface TlogProof {
  /** Not authenticated by the proof: believe it only where `checkProof` accepts it as the entry. */
  extra?: Uint8Array;
  index: number;
  /** Inclusion proof from the leaf's sibling upward: RFC 6962, 2.1.1. */
  path: Hash[];
  /** The signed note, as the log and its witnesses gave it. */
  checkpoint: string;
}

/** The text of a proof: tlog-proof, "Format". Checks nothing but the index and the lengths. */
export function tlogProofText({ extra, index, path, checkpoint }: TlogProof): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new RangeError("an index is a whole number from 0 on");
  if (path.length > MAX_PATH || path.some((hash) => hash.length !== 32)) throw new RangeError("a path is at most 53 hashes of 32 bytes");
  const lines = [HEADER, ...(extra === undefined || extra.length === 0 ? [] : [`extra ${base64(extra)}`]), `index ${index}`];
  for (const hash of path) lines.push(base64(fromLatin1(hash)));
  return `${lines.join("\n")}\n\n${checkpoint}`;
}

/** Takes a proof apart without believing it; a finding E_SCHEMA that names the line where it is none. */
export function parseTlogProof(text: string): TlogProof | Finding {
  if (text.length > MAX_CHARACTERS) return fault(`the proof is longer than ${MAX_CHARACTERS} characters`);
  const gap = text.indexOf("\n\n");
  if (gap < 0) return fault("there is no empty line before the checkpoint");
  const lines = text.slice(0, gap).split("\n");
  if (lines.shift() !== HEADER) return fault(`line 1 is not ${HEADER}`);
  const hasExtra = lines[0]?.startsWith("extra ") === true;
  const extra = hasExtra ? fromBase64((lines.shift() as string).slice("extra ".length)) : undefined;
  if (hasExtra && (extra === undefined || extra.length === 0)) return fault("line 2: extra data is no base64");
  const before = hasExtra ? 3 : 2;
  const index = Number(/^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? "")?.[1]);
  if (!Number.isSafeInteger(index)) return fault(`line ${before}: no index`);
  if (lines.length > MAX_PATH) return fault(`the path has more than ${MAX_PATH} hashes`);
  const path = lines.map(hashOf);
  const wrong = path.indexOf(undefined);
  if (wrong >= 0) return fault(`line ${before + 1 + wrong}: no hash of 32 bytes in base64`);
  const checkpoint = text.slice(gap + 2);
  if (hasControl(checkpoint)) return fault("the checkpoint has control characters");
  return { ...(extra === undefined ? {} : { extra }), index, path: path as Hash[], checkpoint };
}

function hashOf(line: string): Hash | undefined {
  const bytes = fromBase64(line);
  return bytes?.length === 32 ? toLatin1(bytes) : undefined;
}

const fault = (where: string): Finding => ({ code: "E_SCHEMA", where });
