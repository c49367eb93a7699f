/** The body of `add-checkpoint` (C2SP tlog-witness): an old size, a consistency proof, an empty line, a signed checkpoint. */
import { type Checkpoint, fromBase64, type Hash, type Note, parseCheckpoint, parseNote, toLatin1 } from "@mercusuar/proof";

/** Most proof lines: tlog-witness, "add-checkpoint". */
export const MAX_PROOF = 63;

export interface AddCheckpoint {
  old: number;
  proof: Hash[];
  note: Note;
  checkpoint: Checkpoint;
}

/** Undefined where the body is not of this form. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const end = body.indexOf("\n\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = body.slice(0, end).split("\n");
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const note = parseNote(body.slice(end + 2));
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  if (old === undefined || !Number.isSafeInteger(Number(old)) || note === undefined || checkpoint === undefined) return undefined;
  const proof = lines.map((line) => fromBase64(line)).filter((hash) => hash?.length === 32);
  if (proof.length !== lines.length || lines.length > MAX_PROOF) return undefined;
  return { old: Number(old), proof: proof.map((hash) => toLatin1(hash as Uint8Array)), note, checkpoint };
}

/** The same from its parts, as a log sends it. @param proof base64 of each hash is made here */
export function addCheckpointBody(old: number, proof: readonly Hash[], note: string): string {
  return `${[`old ${old}`, ...proof.map((hash) => Buffer.from(hash, "latin1").toString("base64"))].join("\n")}\n\n${note}`;
}
