/** The socket: frames in, frames out. A caller proves first that he can read the socket key. */
import { timingSafeEqual } from "node:crypto";
import { chmodSync, existsSync, unlinkSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import type { Desk } from "./desk.ts";
import { sharedDirectory } from "./keys/key-file.ts";
import { type Call, type Hello, MAX_FRAME, type Result } from "./protocol.ts";

/** Longer paths are cut silently by the kernel, and the caller would reach somebody else's socket. */
const MAX_PATH = 100;

export function checkSocketPath(path: string): void {
  if (process.platform !== "win32" && Buffer.byteLength(path) > MAX_PATH)
    throw new Error(
      `--socket: the path has ${Buffer.byteLength(path)} bytes, at most ${MAX_PATH}: name a shorter one, e.g. under $XDG_RUNTIME_DIR`,
    );
}

/** What the socket needs of the keeper behind it. */
export interface Behind {
  desk: Desk;
  /** Told, whenever somebody comes or goes, which users those that are here say they run as. */
  met(uids: readonly unknown[]): void;
}

export interface Listening {
  /** To every caller that has shown the key: where nobody started us who hears us otherwise. */
  tell(message: Record<string, unknown>): void;
  close(): void;
}

/** @param apart callers are of the keeper's group, and not its own user */
export async function listen(path: string, key: string, behind: Behind, apart: boolean): Promise<Listening> {
  sharedDirectory(dirname(path), apart);
  if (existsSync(path)) {
    if (await isAnswered(path)) throw new Error(`--socket: another process answers at ${path}: name another path`);
    unlinkSync(path);
  }
  const callers = new Map<Socket, unknown>();
  const server = createServer((socket) => serve(socket, key, behind, callers));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  chmodSync(path, apart ? 0o660 : 0o600);
  return {
    tell: (message) => {
      for (const caller of callers.keys()) writeTogether(caller, frameOf(message));
    },
    close: () => server.close(),
  };
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => resolve(true)).once("error", () => resolve(false));
    probe.once("connect", () => probe.destroy());
  });
}

function serve(socket: Socket, key: string, { desk, met }: Behind, callers: Map<Socket, unknown>): void {
  const frames = new Frames((text) => {
    const frame: unknown = JSON.parse(text);
    if (callers.has(socket)) return answerFrame(socket, frame as Request, desk);
    if (!isHello(frame, key)) return void socket.destroy();
    callers.set(socket, (frame as Hello).uid);
    met([...callers.values()]);
  });
  socket.on("close", () => {
    if (callers.delete(socket)) met([...callers.values()]);
  });
  socket.on("data", (chunk: Buffer) => {
    try {
      frames.push(chunk);
    } catch {
      socket.destroy();
    }
  });
  socket.on("error", () => socket.destroy());
}

function isHello(frame: unknown, key: string): boolean {
  const hello = frame as Partial<Hello>;
  const given = Buffer.from(typeof hello.key === "string" ? hello.key : "");
  const wanted = Buffer.from(key);
  return hello.hello === 1 && given.length === wanted.length && timingSafeEqual(given, wanted);
}

interface Request {
  id: number | string;
  calls: Call[];
}

function answerFrame(socket: Socket, { id, calls }: Request, desk: Desk): void {
  const results: Result[] = new Array(calls.length);
  let left = calls.length;
  const send = (): void => {
    if (!socket.destroyed) writeTogether(socket, frameOf({ id, results }));
  };
  if (left === 0) send();
  calls.forEach((call, i) => {
    desk.take(call, (result) => {
      results[i] = result;
      if (--left === 0) send();
    });
  });
}

/** Answers of one batch leave in one system call. */
function writeTogether(socket: Socket, frame: Buffer): void {
  if (socket.writableCorked === 0) {
    socket.cork();
    process.nextTick(() => socket.uncork());
  }
  socket.write(frame);
}

export function frameOf(value: unknown): Buffer {
  const text = JSON.stringify(value);
  const frame = Buffer.allocUnsafe(4 + Buffer.byteLength(text));
  frame.writeUInt32BE(frame.length - 4);
  frame.write(text, 4);
  return frame;
}

/** Puts frames together from what arrives. Throws for a frame that is too long. */
export class Frames {
  private parts: Buffer[] = [];
  private have = 0;
  private need = 4;
  private readonly onFrame: (text: string) => void;

  constructor(onFrame: (text: string) => void) {
    this.onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    this.parts.push(chunk);
    this.have += chunk.length;
    if (this.have < this.need) return;
    let bytes = this.parts.length === 1 ? chunk : Buffer.concat(this.parts);
    for (this.need = 4; bytes.length >= 4; bytes = bytes.subarray(this.need), this.need = 4) {
      const length = bytes.readUInt32BE(0);
      if (length > MAX_FRAME) throw new RangeError("a frame is too long");
      this.need = 4 + length;
      if (bytes.length < this.need) break;
      this.onFrame(bytes.toString("utf8", 4, this.need));
    }
    this.parts = bytes.length > 0 ? [bytes] : [];
    this.have = bytes.length;
  }
}
