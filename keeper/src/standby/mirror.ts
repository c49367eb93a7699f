/**
 * The keeper's side of its standby (`ack=mirror`): a batch goes to the standby first, then to the own disk, and only then are its calls
 * answered. INVARIANT: nothing is released whose batch the standby has not confirmed. So a standby that takes over, and never confirms
 * again, has fenced this keeper off without a word to it.
 */
import { once } from "node:events";
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { fromLatin1, type Hash, hex } from "@mercusuar/proof";
import { batchesOf, laterBatch } from "@mercusuar/proof/node";
import { batchFileName } from "../journal/batch-file.ts";
import type { KnownHead } from "../journal/recover.ts";
import { bind, boundTo } from "./place.ts";
import { connectStandby, readMirrorKey, type StandbyAnswer, type StandbyHello, talk } from "./wire.ts";

/** The standby has another history, or another keeper writes to it. */
export class Fenced extends Error {}

export interface MirrorSettings {
  /** HOST:PORT. */
  address: string;
  /** File with the key that the standby made. */
  key: string;
}

const AGAIN_MS = 500;
const FIRST_WITHIN_MS = 30_000;

export class Mirror {
  /** Whether the standby confirmed what was sent last. */
  up = false;
  /** What it had at the first meeting. */
  readonly known: KnownHead[] = [];
  private readonly settings: MirrorSettings;
  private readonly psk: Buffer;
  private readonly vkey: string;
  private readonly keys: string;
  private line: { socket: TLSSocket; ask(frame: object): Promise<unknown> } | undefined;
  private fence: Fenced | undefined;
  private closed = false;

  private constructor(settings: MirrorSettings, vkey: string, keys: string) {
    this.settings = settings;
    this.psk = readMirrorKey(settings.key);
    this.vkey = vkey;
    this.keys = keys;
  }

  /**
   * Meets the standby before the journal is read, and takes from it what a crash kept from the own disk.
   * @throws Error where it does not answer: without it nothing can be released; or where it is another one than this log is bound to
   */
  static async open(settings: MirrorSettings, root: string, vkey: string, keys: string): Promise<Mirror> {
    const mirror = new Mirror(settings, vkey, keys);
    const own = ownEnd(root);
    const hello = await mirror.meet(own.size, Date.now() + FIRST_WITHIN_MS);
    const bound = boundTo(keys);
    if (bound !== undefined && bound !== hello.id)
      throw new Error(`--mirror: this log is bound to another standby, which may have taken over. If it is surely gone: --mirror-lost`);
    if (bound === undefined) bind(keys, hello.id);
    if (!own.damaged) for (const record of hello.records) addRecord(root, own, Buffer.from(record, "base64"));
    if (hello.size > 0) mirror.known.push({ size: hello.size, root: hello.root, from: "the standby" });
    return mirror;
  }

  /** Sends what the standby lacks; the journal was read and found to continue it. */
  async bringUp(root: string): Promise<void> {
    const from = this.known[0]?.size ?? 0;
    for (const name of batchFiles(root)) {
      const file = readFileSync(join(root, "batches", name));
      let at = 0;
      for (const { batch, end } of batchesOf(file)) {
        if (batch.first >= from)
          await this.confirmed(file.subarray(at, end), { first: batch.first, size: batch.first + batch.entries.length });
        at = end;
      }
    }
  }

  /** Fulfils once the standby has the batch on its disk; waits as long as it is away. @throws Fenced */
  async confirmed(record: Buffer, head: { first: number; size: number; root?: Hash }): Promise<void> {
    const frame = { record: record.toString("base64") };
    for (;;) {
      if (this.fence !== undefined) throw this.fence;
      if (this.closed) throw new Fenced("this keeper is ending");
      try {
        if (this.line === undefined && (await this.isThere(head))) return;
        const answer = (await this.line?.ask(frame)) as StandbyAnswer;
        if ("refused" in answer) throw this.fenced(answer.refused);
        this.up = true;
        return;
      } catch (error) {
        if (error instanceof Fenced) throw error;
        this.up = false;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  /** After a line was lost: the standby may have the batch, or not, or another one. */
  private async isThere({ first, size, root }: { first: number; size: number; root?: Hash }): Promise<boolean> {
    const hello = await this.meet(size, Date.now());
    if (hello.id !== boundTo(this.keys)) throw this.fenced("another standby answers");
    if (hello.size === first) return false;
    if (hello.size === size && (root === undefined || hello.root === hex(fromLatin1(root)))) {
      this.up = true;
      return true;
    }
    throw this.fenced(`the standby has ${hello.size} entries that this keeper did not write: another keeper has`);
  }

  private fenced(why: string): Fenced {
    this.fence ??= new Fenced(why);
    return this.fence;
  }

  private async meet(size: number, until: number): Promise<StandbyHello> {
    for (;;) {
      try {
        this.line = await this.reach();
        const hello = (await this.line.ask({ vkey: this.vkey, size })) as StandbyHello;
        this.up = true;
        return hello;
      } catch (error) {
        this.line = undefined;
        if (String((error as NodeJS.ErrnoException).code).startsWith("ERR_SSL"))
          throw new Error("--mirror-key: the standby has another key", { cause: error });
        if (Date.now() >= until) throw new Error(`--mirror ${this.settings.address}: the standby does not answer`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  private async reach(): Promise<NonNullable<Mirror["line"]>> {
    const socket = connectStandby(this.settings.address, this.psk);
    let answer: ((frame: unknown) => void) | undefined;
    let lost: ((error: Error) => void) | undefined;
    let fault: Error | undefined;
    socket.once("error", (error) => {
      fault = error;
    });
    const { send } = talk<unknown>(socket, (frame) => answer?.(frame));
    socket.once("close", () => {
      if (this.line?.socket === socket) this.line = undefined;
      lost?.(new Error("the line to the standby is cut"));
    });
    await Promise.race([once(socket, "secureConnect"), once(socket, "close").then(() => Promise.reject(fault ?? new Error("no line")))]);
    return {
      socket,
      ask: (frame) =>
        new Promise((resolve, reject) => {
          if (socket.destroyed) return reject(new Error("the line to the standby is cut"));
          answer = resolve;
          lost = reject;
          send(frame);
        }),
    };
  }

  close(): void {
    this.closed = true;
    this.line?.socket.destroy();
  }
}

interface End {
  name: string;
  offset: number;
  size: number;
  /** Whole batches lie behind it: no crash leaves that, and damage is not repaired in silence. */
  damaged: boolean;
}

const batchFiles = (root: string): string[] =>
  existsSync(join(root, "batches"))
    ? readdirSync(join(root, "batches"))
        .filter((name) => name.endsWith(".batch"))
        .sort()
    : [];

/** Where the last whole batch ends. Nothing is verified here: the journal is read as a whole afterwards. */
function ownEnd(root: string): End {
  const name = batchFiles(root).at(-1) ?? batchFileName(0);
  const path = join(root, "batches", name);
  const end: End = { name, offset: 0, size: Number(name.slice(0, -".batch".length)), damaged: false };
  if (!existsSync(path)) return end;
  const file = readFileSync(path);
  for (const { batch, end: offset } of batchesOf(file)) Object.assign(end, { offset, size: batch.first + batch.entries.length });
  return { ...end, damaged: laterBatch(file, end.offset) };
}

function addRecord(root: string, own: End, record: Buffer): void {
  const path = join(root, "batches", own.name);
  mkdirSync(join(root, "batches"), { recursive: true, mode: 0o700 });
  if (existsSync(path)) truncateSync(path, own.offset);
  appendFileSync(path, record, { mode: 0o600 });
  const handle = openSync(path, "r+");
  fsyncSync(handle);
  closeSync(handle);
  own.offset += record.length;
}
