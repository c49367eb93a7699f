/**
 * What a witness does (C2SP tlog-witness): it cosigns a checkpoint of a log it knows, if it continues the one it cosigned last, and keeps it.
 * It learns size and root, nothing else. INVARIANT: checking against the last one and storing the new one happen without anything between
 * them, and the cosignature leaves after fsync.
 */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Checkpoint,
  checkConsistency,
  cosignatureOf,
  EMPTY_ROOT,
  type Note,
  noteIsSignedBy,
  parseCheckpoint,
  parseCosignerVkey,
  parseNote,
  signatureLine,
  type VerifierKey,
} from "@mercusuar/proof";
import { privateDirectory } from "../keys/key-file.ts";
import { CosignedFile } from "./cosigned-file.ts";
import { type AddCheckpoint, parseAddCheckpoint } from "./request.ts";
import type { WitnessKey } from "./witness-key.ts";

export interface Answer {
  status: 200 | 400 | 403 | 404 | 405 | 409 | 413 | 422 | 500;
  body: string;
  type?: "text/x.tlog.size";
}

interface Log {
  keys: VerifierKey[];
  file: CosignedFile;
  last: Pick<Checkpoint, "size" | "root">;
}

export class Witness {
  readonly key: WitnessKey;
  private readonly logs = new Map<string, Log>();
  /** Seconds since 1970. */
  private readonly now: () => number;

  private constructor(key: WitnessKey, now: () => number) {
    this.key = key;
    this.now = now;
  }

  /** @throws Error where a file of an earlier run is not as this witness left it */
  static async open(dir: string, key: WitnessKey, logs: readonly VerifierKey[], now: () => number): Promise<Witness> {
    const witness = new Witness(key, now);
    for (const log of logs) await witness.know(dir, log);
    return witness;
  }

  private async know(dir: string, key: VerifierKey): Promise<void> {
    const known = this.logs.get(key.name);
    if (known !== undefined) return void known.keys.push(key);
    const place = join(dir, "logs", logHash(key.name));
    privateDirectory(join(dir, "logs"));
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const file = new CosignedFile(join(place, "cosigned"), key.name);
    const last = await this.lastOf(file);
    if (last === undefined)
      throw new Error(`${join(place, "cosigned")} was changed: its last checkpoint does not carry this witness's cosignature`);
    this.logs.set(key.name, { keys: [key], file, last });
  }

  private async lastOf({ last }: CosignedFile): Promise<Log["last"] | undefined> {
    if (last === undefined) return { size: 0, root: EMPTY_ROOT };
    const note = parseNote(last);
    const own = parseCosignerVkey(this.key.vkey);
    if (note === undefined || own === undefined || typeof (await cosignatureOf(note, own)) === "string") return undefined;
    return parseCheckpoint(note.text);
  }

  /** Answers the body of an `add-checkpoint`. @throws Error where the disk did not confirm: this witness must end, and read its files anew */
  async add(body: string): Promise<Answer> {
    const asked = parseAddCheckpoint(body);
    if (asked === undefined) return { status: 400, body: "the body is no add-checkpoint request\n" };
    const log = this.logs.get(asked.checkpoint.origin);
    if (log === undefined) return { status: 404, body: "this witness does not know this log\n" };
    const signed = await signersOf(asked.note, log.keys);
    if (signed.length === 0) return { status: 403, body: "no signature of a key that this witness knows\n" };
    return this.checkAndStore(log, asked, signed);
  }

  /** Nothing in here may wait: two requests at once must not both continue the same checkpoint. */
  private checkAndStore(log: Log, { old, proof, note, checkpoint }: AddCheckpoint, signed: readonly string[]): Answer {
    const { size, root } = checkpoint;
    const known = log.last;
    if (old > size) return { status: 400, body: "the old size is larger than the checkpoint\n" };
    if (old !== known.size || (old === size && root !== known.root))
      return { status: 409, body: `${known.size}\n`, type: "text/x.tlog.size" };
    if (!checkConsistency(old, known.root, size, root, proof))
      return { status: 422, body: `the proof does not show that this continues the ${old} entries that were cosigned\n` };
    const line = this.key.cosign(note.text, this.now());
    // The same checkpoint once more is in the file already.
    if (size > known.size || log.file.last === undefined) log.file.append(`${note.text}\n${signed.join("")}${line}`);
    log.last = { size, root };
    return { status: 200, body: line };
  }

  /** The checkpoint of this log cosigned last: `hash` is the hex SHA-256 of its origin. */
  latest(hash: string): string | undefined {
    for (const [origin, { file }] of this.logs) if (logHash(origin) === hash) return file.last;
    return undefined;
  }

  /** Origins and sizes, for the operator. */
  heads(): Array<{ origin: string; size: number }> {
    return [...this.logs].map(([origin, { last }]) => ({ origin, size: last.size }));
  }

  close(): void {
    for (const { file } of this.logs.values()) file.close();
  }
}

export function logHash(origin: string): string {
  return createHash("sha256").update(origin).digest("hex");
}

/** The good signature lines of the log's own keys: others are not kept. */
async function signersOf(note: Note, keys: readonly VerifierKey[]): Promise<string[]> {
  const lines: string[] = [];
  for (const key of keys) {
    const line = note.signatures.find(({ name, id }) => name === key.name && id === key.id);
    if (line !== undefined && (await noteIsSignedBy(note, key)))
      lines.push(signatureLine(key.name, Buffer.from(key.id, "hex"), line.signature));
  }
  return lines;
}
