/**
 * The key table of an epoch, `holders-N` in the key directory: the wrap of every holder that a rotation has brought under KEK N.
 * Who restores an old database has wraps that no key opens any more; here stand those of the living, and of nobody else.
 *
 * record = wrap (110 bytes, zeros once its holder is destroyed) | CRC-32 of them. A torn tail is cut.
 */
import { closeSync, existsSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { overwriteSecret, syncDirectory } from "./key-file.ts";

export const WRAP_BYTES = 110;
const RECORD = WRAP_BYTES + 4;
const CHUNK = RECORD * 4096;

export class KeyTable {
  readonly epoch: number;
  private readonly dir: string;
  private handle: number | undefined;
  private count = 0;

  constructor(dir: string, epoch: number) {
    this.dir = dir;
    this.epoch = epoch;
  }

  private get path(): string {
    return join(this.dir, `holders-${this.epoch}`);
  }

  /** Reads what is there; `each` sees every wrap with its record number. */
  open(each: (wrap: Buffer, record: number) => void): void {
    if (!existsSync(this.path)) return;
    this.handle = openSync(this.path, "r+");
    const chunk = Buffer.alloc(CHUNK);
    const whole = Math.floor(fstatSync(this.handle).size / RECORD);
    for (let read = 0; this.count < whole; ) {
      read = readSync(this.handle, chunk, 0, CHUNK, this.count * RECORD);
      for (let at = 0; at + RECORD <= read; at += RECORD, this.count++) {
        const wrap = Buffer.from(chunk.subarray(at, at + WRAP_BYTES));
        if (crc32(wrap) !== chunk.readUInt32BE(at + WRAP_BYTES)) return this.cut();
        if (wrap[0] !== 0) each(wrap, this.count);
      }
      if (read < RECORD) break;
    }
    this.cut();
  }

  private cut(): void {
    ftruncateSync(this.file(), this.count * RECORD);
  }

  private file(): number {
    if (this.handle !== undefined) return this.handle;
    this.handle = openSync(this.path, "w+", 0o600);
    syncDirectory(this.dir);
    return this.handle;
  }

  /** On disk once this returns; gives the number of the first record. */
  append(wraps: readonly Buffer[]): number {
    const first = this.count;
    const bytes = Buffer.alloc(wraps.length * RECORD);
    wraps.forEach((wrap, i) => {
      wrap.copy(bytes, i * RECORD);
      bytes.writeUInt32BE(crc32(wrap), i * RECORD + WRAP_BYTES);
    });
    this.write(bytes, first * RECORD);
    this.count += wraps.length;
    return first;
  }

  read(record: number): Buffer {
    const wrap = Buffer.alloc(WRAP_BYTES);
    readSync(this.file(), wrap, 0, WRAP_BYTES, record * RECORD);
    return wrap;
  }

  /** The wrap of a destroyed holder, overwritten where it stood. */
  erase(record: number): void {
    const zeros = Buffer.alloc(RECORD);
    zeros.writeUInt32BE(crc32(zeros.subarray(0, WRAP_BYTES)), WRAP_BYTES);
    this.write(zeros, record * RECORD);
  }

  private write(bytes: Buffer, at: number): void {
    const file = this.file();
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
    fdatasyncSync(file);
  }

  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
  }

  /** A newer table stands in its place. */
  remove(): void {
    this.close();
    overwriteSecret(this.dir, `holders-${this.epoch}`);
  }
}
