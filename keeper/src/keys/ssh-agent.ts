/**
 * A key that lies in an SSH agent (OpenSSH's, or a token's or a safe's that speaks like one): it signs, and is never seen here.
 * Source: RFC 9987, SSH Agent Protocol; the key and its signature as in RFC 8709 (ssh-ed25519).
 */
import { createConnection, type Socket } from "node:net";
import { ed25519Fits } from "@mercusuar/proof";
import type { Signer } from "./log-key.ts";

const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const TYPE = "ssh-ed25519";
/** No answer of an agent's is longer; OpenSSH's own limit. */
const MOST_BYTES = 256 * 1024;
/** Less than a caller waits for his answer. An agent that asks its owner each time is no signer of a journal. */
const PATIENCE_MS = 1_500;

/** The agent is not there, does not answer, or refuses. Nothing was signed. */
export class AgentAway extends Error {
  readonly code = "agent-away";
}

interface Waiting {
  answer(message: Buffer): void;
  fail(error: AgentAway): void;
}

/** Signs one after the other over one connection, which is made when first needed, and again after it broke. */
export class SshAgent implements Signer {
  readonly publicKey: Uint8Array;
  private readonly path: string;
  private readonly blob: Buffer;
  private socket: Socket | undefined;
  /** It did not do what it was asked last. */
  away = false;
  private waiting: Waiting[] = [];

  /** @param publicKey 32 bytes of Ed25519 @param path the agent's socket */
  constructor(publicKey: Uint8Array, path = process.env.SSH_AUTH_SOCK ?? "") {
    this.publicKey = publicKey;
    this.path = path;
    this.blob = Buffer.concat([field(Buffer.from(TYPE)), field(publicKey)]);
  }

  /** 64 bytes of Ed25519. @throws AgentAway */
  sign(data: Uint8Array): Promise<Uint8Array> {
    return this.noting(this.signed(data));
  }

  /** @throws AgentAway where the agent is not there, or does not hold the key */
  mustHold(): Promise<void> {
    return this.noting(this.held());
  }

  /** Asks whether it is there, so that `away` is true of now; nobody waits for it. */
  probe(): void {
    if (this.waiting.length === 0) this.mustHold().catch(() => undefined);
  }

  private async noting<Done>(work: Promise<Done>): Promise<Done> {
    this.away = await work.then(
      () => false,
      () => true,
    );
    return work;
  }

  private async signed(data: Uint8Array): Promise<Uint8Array> {
    const answer = await this.ask(Buffer.concat([Buffer.from([SIGN_REQUEST]), field(this.blob), field(data), Buffer.alloc(4)]));
    const [signature] = answer[0] === SIGN_RESPONSE ? fieldsOf(answer.subarray(1)) : [];
    const [type, bytes] = signature === undefined ? [] : fieldsOf(signature);
    if (type?.toString("latin1") !== TYPE || bytes?.length !== 64)
      throw new AgentAway(
        `the SSH agent at ${this.path} does not sign with this key: is it added (ssh-add -l), and without asking each time?`,
      );
    // A journal whose last batch is signed wrongly does not start again.
    if (!(await ed25519Fits(this.publicKey, data, bytes)))
      throw new AgentAway(`the SSH agent at ${this.path} signs wrongly: nothing of it is believed`);
    return bytes;
  }

  private async held(): Promise<void> {
    const answer = await this.ask(Buffer.from([REQUEST_IDENTITIES]));
    const held = answer[0] === IDENTITIES_ANSWER && answer.length >= 5 ? fieldsOf(answer.subarray(5)) : [];
    if (!held.some((blob) => blob.equals(this.blob)))
      throw new AgentAway(`the SSH agent at ${this.path} does not hold the log key: add it (ssh-add)`);
  }

  close(): void {
    this.socket?.destroy();
  }

  private ask(message: Buffer): Promise<Buffer> {
    if (this.path === "") return Promise.reject(new AgentAway("the log key is in an SSH agent: name its socket in SSH_AUTH_SOCK"));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.lose("does not answer"), PATIENCE_MS);
      this.waiting.push({
        answer: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.socket ??= this.dial();
      // Nobody waits for it: then it keeps no process alive.
      this.socket.ref().write(field(message));
    });
  }

  private dial(): Socket {
    const socket = createConnection(this.path);
    let bytes = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length >= 4 && bytes.readUInt32BE(0) > MOST_BYTES) return this.lose("does not speak the agent protocol");
      for (; bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE(0); bytes = bytes.subarray(4 + bytes.readUInt32BE(0)))
        this.waiting.shift()?.answer(Buffer.from(bytes.subarray(4, 4 + bytes.readUInt32BE(0))));
      if (this.waiting.length === 0) socket.unref();
    });
    socket.on("error", ({ code }: NodeJS.ErrnoException) => this.lose(`cannot be reached (${code ?? "unknown"})`, socket));
    socket.on("close", () => this.lose("went away", socket));
    return socket;
  }

  private lose(what: string, of = this.socket): void {
    // A connection that was given up says so once more when it closes: the next one's callers are not its own.
    if (of !== this.socket) return;
    this.socket = undefined;
    of?.destroy();
    const left = this.waiting;
    this.waiting = [];
    for (const one of left)
      one.fail(new AgentAway(`the SSH agent at ${this.path} ${what}: start it, add the log key, and name its socket`));
  }
}

function field(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The length-prefixed strings that follow each other; ends at what is none. */
function fieldsOf(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    fields.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
}
