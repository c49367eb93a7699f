import { Duplex } from "node:stream";
import type { PgliteThread } from "./pglite-thread.ts";

/** What a server says to a start-up packet when it asks for no password: AuthenticationOk, ReadyForQuery (idle). */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
const TERMINATE = 0x58;

/**
 * A socket for `pg` behind which no server stands but the embedded engine, so that both engines are spoken to by one
 * driver: same parameters, same types, real named statements. What the driver writes at once crosses in one message.
 */
export class PgliteStream extends Duplex {
  private readonly thread: PgliteThread;
  private welcomed = false;

  constructor(thread: PgliteThread) {
    super();
    this.thread = thread;
  }

  connect(): this {
    process.nextTick(() => this.emit("connect"));
    return this;
  }

  override _read(): void {
    // Answers are pushed when they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.pass(chunk, done);
  }

  override _writev(chunks: Array<{ chunk: Buffer }>, done: (error?: Error | null) => void): void {
    this.pass(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  private pass(bytes: Buffer, done: (error?: Error | null) => void): void {
    if (!this.welcomed) this.welcome(done);
    else if (bytes[0] === TERMINATE) this.leave(done);
    else this.exchange(bytes, done);
  }

  private exchange(bytes: Buffer, done: (error?: Error | null) => void): void {
    this.thread.exchange(new Uint8Array(bytes)).then((answer) => {
      if (answer.length > 0) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
      done();
    }, done);
  }

  /** The first packet of a connection is the start-up packet: the engine needs none, but forgets what an earlier connection left. */
  private welcome(done: (error?: Error | null) => void): void {
    this.welcomed = true;
    this.forget().then(() => {
      this.push(WELCOME);
      done();
    }, done);
  }

  private async forget(): Promise<void> {
    for (const statement of FORGET) await this.thread.exchange(simpleQuery(statement));
  }

  private leave(done: () => void): void {
    this.push(null);
    done();
  }
}

/** One backend serves one connection after the other: open transactions and prepared statements must not pass on. */
const FORGET = ["rollback", "discard all", "set timezone = 'UTC'"];

function simpleQuery(text: string): Uint8Array {
  const body = Buffer.from(`${text}\0`);
  const message = Buffer.alloc(5 + body.length);
  message.write("Q");
  message.writeInt32BE(4 + body.length, 1);
  message.set(body, 5);
  return new Uint8Array(message);
}
