/**
 * Where batches are appended. INVARIANT: `append` resolves only after fdatasync succeeded; after any failure the file is cut
 * back to its last good byte before another batch is tried, because what a failed fsync left in memory proves nothing.
 */
import { closeSync, fdatasync, fsyncSync, ftruncateSync, openSync, statfsSync, write, writeSync } from "node:fs";
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

export interface Place {
  name: string;
  offset: number;
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

  /** Opens the file at its last good byte; what lies behind it is cut. */
  constructor(dir: string, place: Place) {
    this.dir = dir;
    this.handle = openSync(join(dir, place.name), place.offset === 0 ? "a+" : "r+", 0o600);
    closeSync(this.handle);
    this.handle = openSync(join(dir, place.name), "r+");
    this.offset = place.offset;
    this.reserved = place.offset;
    ftruncateSync(this.handle, place.offset);
    fsyncSync(this.handle);
    syncDirectory(dir);
  }

  /** Makes the record durable. Throws with nothing kept; the next call tries to set the file right first. */
  async append(record: Buffer, first: number): Promise<void> {
    if (this.torn) this.cutBack();
    if (this.offset >= ROLL_AT) await this.roll(first);
    if (this.filling !== undefined && this.offset + record.length > this.reserved) await this.filling;
    try {
      this.writeAll(record);
      await sync(this.handle);
    } catch (error) {
      this.torn = true;
      try {
        this.cutBack();
      } catch {
        // Still torn: the next batch tries again, and is refused as long as that fails.
      }
      throw error;
    }
    this.offset += record.length;
    this.reserved = Math.max(this.reserved, this.offset);
    this.writeAhead();
  }

  async close(): Promise<void> {
    await this.filling;
    if (!this.torn) ftruncateSync(this.handle, this.offset);
    fsyncSync(this.handle);
    closeSync(this.handle);
  }

  private writeAll(record: Buffer): void {
    for (let done = 0; done < record.length; ) done += writeSync(this.handle, record, done, record.length - done, this.offset + done);
  }

  private cutBack(): void {
    ftruncateSync(this.handle, this.offset);
    fsyncSync(this.handle);
    this.reserved = this.offset;
    this.torn = false;
  }

  private async roll(first: number): Promise<void> {
    await this.filling;
    // Not exclusive: an attempt that failed half-way may have left the empty file. No batch can be in it yet.
    const next = openSync(join(this.dir, batchFileName(first)), "w+", 0o600);
    syncDirectory(this.dir);
    ftruncateSync(this.handle, this.offset);
    fsyncSync(this.handle);
    closeSync(this.handle);
    this.handle = next;
    this.offset = 0;
    this.reserved = 0;
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
      const { bytesWritten } = await writeAt(this.handle, Buffer.alloc(AHEAD), 0, AHEAD, from);
      await sync(this.handle);
      if (this.reserved === from) this.reserved = from + bytesWritten;
      this.fillAgainAt = 0;
    } catch {
      // No room ahead: batches are appended without it, and refused once there is no room for them either.
    }
  }
}
