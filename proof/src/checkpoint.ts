/** C2SP tlog-checkpoint: the text that a log signs. */
import { base64, fromBase64, fromLatin1, toLatin1 } from "./bytes.ts";
import type { Hash } from "./hash.ts";

/** What a log says of itself: tlog-checkpoint, "Format". */
export interface Checkpoint {
  /** Name of the log. */
  origin: string;
  /** Entries in the tree. */
  size: number;
  /** RFC 6962 root over them. */
  root: Hash;
}

/** The text that is signed, each line with its newline: origin, size, root in base64. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(fromLatin1(root))}\n`;
}

/** Undefined where the text is no checkpoint. Extension lines are allowed and ignored; by tlog-checkpoint none is empty. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split("\n");
  const [origin, digits, hash] = lines;
  if (lines.pop() !== "" || lines.includes("")) return undefined;
  const root = fromBase64(hash ?? "");
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(digits ?? "") || root?.length !== 32) return undefined;
  const size = Number(digits);
  return Number.isSafeInteger(size) ? { origin, size, root: toLatin1(root) } : undefined;
}
