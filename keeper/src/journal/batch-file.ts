/**
 * Where batches are appended. INVARIANT: `append` resolves only after fdatasync succeeded. A write that failed is cut off before
 * another batch is tried. After a sync that failed nothing is tried any more (`Unconfirmed`): the kernel calls the lost pages clean,
 * and the next sync would confirm what is not there.
 */
import { closeSync, fdatasync, fsyncSync, ftruncateSync, openSync, readSync, statfsSync, write, writeSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { syncDirectory } from "../keys/key-file.ts";

const sync = promisify(fdatasync);
const writeAt = promisify(write);

const ROLL_AT = 64 * 1024 * 1024;
/** Written ahead in zeros, so that fdatasync has no new blocks to record. */
const AHEAD = 4 * 1024 * 1024;
const LOW = 1024 * 1024;
/** With less free space than this nothing is written ahead: the last bytes belong to entries. */
const SPARE = 64 * 1024 * 1024;
const RETRY_MS = 10_000;

/** What the umask leaves of it: the owner's alone, but where the server runs apart and reads the journal by its group. */
const MODE = 0o640;

export interface Place {
  name: string;
  offset: number;
  /** Where the last batch before `offset` begins. */
  last?: number;
}

/** The disk did not confirm what was written: only a keeper that reads its journal anew may go on. */
export class Unconfirmed extends Error {
  readonly code: string;

  constructor(cause: unknown) {
    const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
    super(`the journal's disk did not confirm a write (${code}): check the disk; nothing of that write was released`);
    this.code = code;
  }
}

export function batchFileName(first: number): string {
  return `${String(first).padStart(16, "0")}.batch`;
}

export class BatchFile {
  private readonly dir: string;
  private handle: number;
  private offset: number;
  private reserved: number;
  private filling: Promise<void> | undefined;
  private fillAgainAt = 0;
  private torn = false;
  private closing = false;
  private unconfirmed: Unconfirmed | undefined;
  private path: string;

  /** Opens the file at its last good byte; what lies behind it is cut. */
  constructor(dir: string, place: Place) {
    this.dir = dir;
    this.handle = openSync(join(dir, place.name), place.offset === 0 ? "a+" : "r+", MODE);
    closeSync(this.handle);
    this.path = join(dir, place.name);
    this.handle = openSync(this.path, "r+");
    this.offset = place.offset;
    this.reserved = place.offset;
    this.confirm(() => {
      this.rewriteLast(place.last ?? place.offset);
      ftruncateSync(this.handle, place.offset);
      fsyncSync(this.handle);
      syncDirectory(dir);
    });
  }

  /** A batch whose sync failed under an earlier keeper may stand in the kernel's memory only, and pass for written: written again, it is. */
  private rewriteLast(from: number): void {
    const bytes = Buffer.alloc(this.offset - from);
    readSync(this.handle, bytes, 0, bytes.length, from);
    this.writeAll(bytes, from);
  }

  /** Whatever fails in here has left the disk in a state that nobody knows. */
  private confirm(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw this.lose(error);
    }
  }

  private lose(error: unknown): Unconfirmed {
    this.unconfirmed ??= error instanceof Unconfirmed ? error : new Unconfirmed(error);
    return this.unconfirmed;
  }

  /** Makes the record durable. Throws with nothing kept; the next call tries to set the file right first. */
  async append(record: Buffer, first: number): Promise<void> {
    if (this.unconfirmed !== undefined) throw this.unconfirmed;
    if (this.torn) this.cutBack();
    if (this.offset >= ROLL_AT || (this.closing && this.offset > 0)) await this.roll(first);
    if (this.filling !== undefined && this.offset + record.length > this.reserved) await this.filling;
    try {
      this.writeAll(record, this.offset);
    } catch (error) {
      this.tryCutBack();
      throw error;
    }
    try {
      await sync(this.handle);
    } catch (error) {
      this.lose(error);
      // So that no later keeper finds in the kernel's memory what was never answered.
      this.tryCutBack();
      throw this.unconfirmed;
    }
    this.offset += record.length;
    this.reserved = Math.max(this.reserved, this.offset);
    this.writeAhead();
  }

  /** The next batch begins a new file: this one is then written no more. */
  closeFile(): void {
    this.closing = true;
  }

  async close(): Promise<void> {
    await this.filling;
    if (this.unconfirmed !== undefined) return closeSync(this.handle);
    if (!this.torn) ftruncateSync(this.handle, this.offset);
    fsyncSync(this.handle);
    closeSync(this.handle);
  }

  private writeAll(record: Buffer, at: number): void {
    for (let done = 0; done < record.length; ) done += writeSync(this.handle, record, done, record.length - done, at + done);
  }

  private tryCutBack(): void {
    this.torn = true;
    try {
      this.cutBack();
    } catch {
      // Still torn: the next batch tries again, and is refused as long as that fails.
    }
  }

  private cutBack(): void {
    ftruncateSync(this.handle, this.offset);
    this.confirm(() => fsyncSync(this.handle));
    this.reserved = this.offset;
    this.torn = false;
  }

  private async roll(first: number): Promise<void> {
    await this.filling;
    // Not exclusive: an attempt that failed half-way may have left the empty file. No batch can be in it yet.
    const path = join(this.dir, batchFileName(first));
    const next = openSync(path, "w+", MODE);
    ftruncateSync(this.handle, this.offset);
    this.confirm(() => {
      syncDirectory(this.dir);
      fsyncSync(this.handle);
    });
    closeSync(this.handle);
    this.handle = next;
    this.path = path;
    this.offset = 0;
    this.reserved = 0;
    this.closing = false;
  }

  private writeAhead(): void {
    if (this.filling !== undefined || this.reserved - this.offset > LOW || Date.now() < this.fillAgainAt) return;
    this.fillAgainAt = Date.now() + RETRY_MS;
    const space = statfsSync(this.dir);
    if (space.bavail * space.bsize < SPARE) return;
    this.filling = this.fill().finally(() => {
      this.filling = undefined;
    });
  }

  private async fill(): Promise<void> {
    const from = this.reserved;
    try {
      const bytesWritten = await this.writeZeros(from);
      if (this.reserved === from) this.reserved = from + bytesWritten;
      this.fillAgainAt = 0;
    } catch {
      // No room ahead: batches are appended without it, and refused once there is no room for them either.
    }
  }

  /** By a handle of its own: the kernel tells a handle of a failed sync once, and the batches must not miss it. */
  private async writeZeros(from: number): Promise<number> {
    const ahead = openSync(this.path, "r+");
    try {
      const { bytesWritten } = await writeAt(ahead, Buffer.alloc(AHEAD), 0, AHEAD, from);
      await sync(ahead);
      return bytesWritten;
    } finally {
      closeSync(ahead);
    }
  }
}
