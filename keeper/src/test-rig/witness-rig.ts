/** A real witness process for tests, and a log to show it. */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { checkpointText, consistencyRanges, type Hash, keyId, leafHash, rootOf, signatureLine } from "@mercusuar/proof";
import { keeperMain } from "../index.ts";
import { LogKey, signerOf } from "../keys/log-key.ts";
import { addCheckpointBody } from "../witness/request.ts";

export interface ReadyWitness {
  ready: true;
  vkey: string;
  url: string;
  heads: Array<{ origin: string; size: number }>;
}

/** Starts a witness and waits for what it says first. */
export async function launchWitness(
  data: string,
  args: readonly string[],
  main = keeperMain,
): Promise<{ child: ChildProcess; said: ReadyWitness | { failed: string; code: number } }> {
  const child = fork(main, ["witness", "--data", data, "--port", "0", ...args], {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const said = await new Promise<ReadyWitness | { failed: string; code: number }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as ReadyWitness));
    child.once("exit", (code) => reject(new Error(`the witness went with ${code} and said nothing`)));
  });
  return { child, said };
}

export interface RunningWitness extends ReadyWitness {
  child: ChildProcess;
  add(body: string): Promise<Response>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWitness(data: string, args: readonly string[], main = keeperMain): Promise<RunningWitness> {
  const { child, said } = await launchWitness(data, args, main);
  if (!("ready" in said)) throw new Error(said.failed);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    ...said,
    child,
    add: (body) => fetch(`${said.url}/add-checkpoint`, { method: "POST", body }),
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

/** A log in memory, of as many entries as its test wants. */
export class PaperLog {
  readonly key: LogKey;
  readonly leaves: Hash[] = [];
  private readonly signer: ReturnType<typeof signerOf>;

  constructor(origin: string, seed = randomBytes(32)) {
    this.signer = signerOf(seed);
    this.key = new LogKey(origin, this.signer);
  }

  /** The same log, told differently from entry `from` on. */
  forked(from: number, word: string): PaperLog {
    const other = Object.assign(Object.create(PaperLog.prototype), this, { leaves: this.leaves.slice(0, from) }) as PaperLog;
    return other.grow(this.leaves.length, word);
  }

  grow(size: number, word = "entry"): this {
    while (this.leaves.length < size) this.leaves.push(leafHash(Buffer.from(`${word} ${this.leaves.length}`)));
    return this;
  }

  note(size: number): string {
    const { origin, publicKey } = this.key;
    const text = checkpointText({ origin, size, root: rootOf(this.leaves.slice(0, size)) });
    return `${text}\n${signatureLine(origin, keyId(origin, publicKey), this.signer.sign(Buffer.from(text)))}`;
  }

  proof(old: number, size: number): Hash[] {
    return consistencyRanges(old, size).map(({ from, to }) => rootOf(this.leaves.slice(from, to)));
  }

  body(old: number, size: number): string {
    return addCheckpointBody(old, this.proof(old, size), this.note(size));
  }
}
