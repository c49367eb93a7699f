/** One witness, as the log sees it: asks it to cosign, believes nothing that is not signed, and says how it stands with it. */
import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import {
  type Checkpoint,
  cosignatureOf,
  fromLatin1,
  hex,
  type JournalReader,
  noteIsSignedByOneOf,
  type PublishedTree,
  parseCheckpoint,
  parseNote,
  publishedTree,
  signatureLine,
} from "@mercusuar/proof";
import type { LogRing } from "../keys/log-ring.ts";
import { addCheckpointBody } from "../witness/request.ts";
import { logHash } from "../witness/witness.ts";
import { ask, NoAnswer, type Said } from "./ask.ts";
import type { AskedWitness } from "./trust-file.ts";

/** `refuses`: it does not know this log or this key, or answers nonsense. `lying`: what it says is not signed, or signed wrongly. */
export type WitnessState = "unasked" | "ok" | "down" | "slow" | "refuses" | "lying";

/** A head that was published: signed, durable, with all its tiles. */
export interface PublishedHead extends Pick<Checkpoint, "size" | "root"> {
  note: string;
}

/** Another history, or a longer one, carries this log's signature or is claimed to: this keeper must not go on. */
export class OtherHistory extends Error {}

const PATIENCE_MS = 5_000;
/** One that failed last time, or was never met, is waited for less: the others' cosignatures and the start wait with it. */
const LITTLE_PATIENCE_MS = 2_000;
const MOST_ROUNDS = 3;

export class Asking {
  readonly witness: AskedWitness;
  state: WitnessState = "unasked";
  /** Size that it cosigned last, as far as is known. */
  size: number | undefined;
  /** When it cosigned last, ms since 1970 by our clock. */
  cosignedAt: number | undefined;
  here = false;
  /** Also keys that sign no more: what a witness keeps may carry the signature of one of them alone. */
  private readonly keys: Pick<LogRing, "current">;
  private readonly reader: JournalReader;
  private readonly agent: Agent | SecureAgent;
  /** Since this start it has cosigned: what it claims from now on must be signed. */
  private met = false;

  constructor(witness: AskedWitness, keys: Pick<LogRing, "current">, reader: JournalReader) {
    this.witness = witness;
    this.keys = keys;
    this.reader = reader;
    const options = { keepAlive: true, maxSockets: 2, maxFreeSockets: 1 };
    this.agent = witness.url.startsWith("https:") ? new SecureAgent(options) : new Agent(options);
  }

  close(): void {
    this.agent.destroy();
  }

  /**
   * What it knows of this log, before anything new is signed. Undefined where it does not answer or has never heard of it.
   * @param published a checkpoint that was signed earlier: shown to a witness that tells its size in no other way
   */
  async contact(published: string | undefined): Promise<{ size: number; root?: string } | undefined> {
    try {
      const proven = await this.latest();
      if (proven !== undefined) return { size: proven.size, root: hex(fromLatin1(proven.root)) };
      const said = published === undefined ? undefined : await this.send("/add-checkpoint", addCheckpointBody(0, [], published));
      const size = said === undefined ? undefined : claimedSize(said);
      if (size !== undefined) this.size = size;
      return size === undefined ? undefined : { size };
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }

  /** The cosignature's line for this head, checked; undefined where there is none. @throws OtherHistory */
  async cosign(head: PublishedHead): Promise<string | undefined> {
    try {
      const line = await this.converse(head);
      if (line === undefined) return undefined;
      this.state = "ok";
      this.size = head.size;
      this.cosignedAt = Date.now();
      this.met = true;
      return line;
    } catch (error) {
      return this.failed(error);
    }
  }

  private failed(error: unknown): undefined {
    if (!(error instanceof NoAnswer)) throw error;
    this.state = error.state;
    return undefined;
  }

  /** At most a few rounds: a witness may tell once that it stands elsewhere than we thought. */
  private async converse(head: PublishedHead): Promise<string | undefined> {
    const tree = publishedTree(this.reader, head.size);
    if (this.size === undefined) await this.learn(head, tree);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const old = this.size ?? 0;
      const said = await this.send("/add-checkpoint", addCheckpointBody(old, await tree.consistency(old), head.note));
      if (said.status === 200) return this.lineOf(head, said.body);
      const size = claimedSize(said);
      if (said.status !== 422 && size === undefined) return this.stands("refuses");
      const shown = await this.learn(head, tree);
      if (!shown && (size === undefined || size === old || size > head.size)) return this.contradicted(size ?? old, head);
      if (shown && this.size === old) return this.stands("lying");
      if (!shown) this.size = size;
    }
    return this.stands("lying");
  }

  /** Asks for the checkpoint it cosigned last; one that our own key signed is proof, for us or against us. Whether it showed one. */
  private async learn(head: PublishedHead, tree: PublishedTree): Promise<boolean> {
    const proven = await this.latest();
    if (proven === undefined) return false;
    if (proven.size > head.size)
      throw new OtherHistory(
        `witness ${this.witness.name} cosigned ${proven.size} entries under this log's signature, here are ${head.size}`,
      );
    if ((await tree.rootAt(proven.size)) !== proven.root)
      throw new OtherHistory(`witness ${this.witness.name} cosigned another history of ${proven.size} entries under this log's signature`);
    this.size = proven.size;
    return true;
  }

  private async latest(): Promise<Checkpoint | undefined> {
    const { origin, all } = this.keys.current;
    const said = await this.send(`/checkpoint/${logHash(origin)}`);
    const note = said.status === 200 ? parseNote(said.body) : undefined;
    const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
    if (note === undefined || checkpoint?.origin !== origin || !(await noteIsSignedByOneOf(note, all))) return undefined;
    this.size = checkpoint.size;
    return checkpoint;
  }

  /**
   * It says that we are behind it, or that we do not continue what it cosigned, and shows no signature of ours. At the first meeting after a
   * start that is enough to stop: an older copy of our disk looks just like that. Later it is the witness that is not believed.
   */
  private contradicted(size: number, head: PublishedHead): undefined {
    if (!this.met)
      throw new OtherHistory(
        `witness ${this.witness.name} says that it cosigned ${size} entries that do not fit the ${head.size} here (without showing a signature: ` +
          "if it is mistaken, take it out of the trust policy and start again)",
      );
    return this.stands("lying");
  }

  private async lineOf({ note }: PublishedHead, lines: string): Promise<string | undefined> {
    const { key } = this.witness;
    const cosigned = parseNote(note + lines);
    const said = cosigned === undefined ? "bad" : await cosignatureOf(cosigned, key);
    if (cosigned === undefined || typeof said === "string") return this.stands("lying");
    const line = cosigned.signatures.find(({ name, id }) => name === key.name && id === key.id);
    return line === undefined ? undefined : signatureLine(key.name, Buffer.from(key.id, "hex"), line.signature);
  }

  private stands(state: WitnessState): undefined {
    this.state = state;
    return undefined;
  }

  private async send(path: string, body?: string): Promise<Said> {
    const patience = this.state === "ok" ? PATIENCE_MS : LITTLE_PATIENCE_MS;
    const said = await ask(this.witness.url + path, body, this.agent, patience);
    this.here = said.here;
    return said;
  }
}

/** The size in a 409, as the specification asks for it. */
function claimedSize({ status, type, body }: Said): number | undefined {
  if (status !== 409 || !type.startsWith("text/x.tlog.size") || !/^(0|[1-9]\d{0,15})\n$/.test(body)) return undefined;
  const size = Number(body);
  return Number.isSafeInteger(size) ? size : undefined;
}
