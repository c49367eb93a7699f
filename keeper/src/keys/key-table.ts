/**
 * The key table of an epoch, `holders-N` in the key directory: the wrap of every holder that a rotation has brought under KEK N.
 * Who restores an old database has wraps that no key opens any more; here stand those of the living, and of nobody else.
 *
 * record = length u16 | wrap (zeros once its holder is destroyed) | CRC-32 of both | zeros up to a multiple of 16. A torn tail is cut, for
 * nobody was told of it; a damaged record before others is passed over, and said: what stands behind it belongs to the living.
 */
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { overwriteSecret, syncDirectory } from "./key-file.ts";

/** Records begin at multiples of it, and are numbered by it. */
const UNIT = 16;
const LENGTH = 2;
const CRC = 4;
const CHUNK = 512 * 1024;

const unitsOf = (length: number): number => Math.ceil((LENGTH + length + CRC) / UNIT);
/** Bytes of the longest record that its length can name. */
const LONGEST = unitsOf(2 ** (8 * LENGTH) - 1) * UNIT;

export class KeyTable {
  readonly epoch: number;
  private readonly dir: string;
  private handle: number | undefined;
  private units = 0;

  constructor(dir: string, epoch: number) {
    this.dir = dir;
    this.epoch = epoch;
  }

  private get path(): string {
    return join(this.dir, `holders-${this.epoch}`);
  }

  /** Reads what is there; `each` sees every wrap with its record number. Gives how often damage was passed over. */
  open(each: (wrap: Buffer, record: number) => void): number {
    if (!existsSync(this.path)) return 0;
    this.handle = openSync(this.path, "r+");
    let damaged = 0;
    for (const { wrap, record } of this.records(this.handle)) {
      if (record > this.units) damaged++;
      if (wrap[0] !== 0) each(Buffer.from(wrap), record);
      this.units = record + unitsOf(wrap.length);
    }
    ftruncateSync(this.handle, this.units * UNIT);
    return damaged;
  }

  /** Every whole record, wherever one begins. */
  private *records(file: number): Generator<{ wrap: Buffer; record: number }> {
    const chunk = Buffer.alloc(CHUNK);
    for (let first = 0, read = CHUNK; read === CHUNK; ) {
      read = readSync(file, chunk, 0, CHUNK, first * UNIT);
      // What may go on behind this chunk is read with the next one.
      const until = read === CHUNK ? CHUNK - LONGEST : read;
      let at = 0;
      while (at < until) {
        const wrap = wrapIn(chunk.subarray(at, read));
        if (wrap !== undefined) yield { wrap, record: first + at / UNIT };
        at += wrap === undefined ? UNIT : unitsOf(wrap.length) * UNIT;
      }
      first += at / UNIT;
    }
  }

  private file(): number {
    if (this.handle !== undefined) return this.handle;
    this.handle = openSync(this.path, "w+", 0o600);
    syncDirectory(this.dir);
    return this.handle;
  }

  /** On disk once this returns; gives the number of each record. */
  append(wraps: readonly Buffer[]): number[] {
    const records = wraps.map(recordOf);
    const bytes = Buffer.concat(records);
    this.write(bytes, this.units * UNIT);
    return records.map(({ length }) => {
      const record = this.units;
      this.units += length / UNIT;
      return record;
    });
  }

  read(record: number): Buffer {
    const length = Buffer.alloc(LENGTH);
    readSync(this.file(), length, 0, LENGTH, record * UNIT);
    const wrap = Buffer.alloc(length.readUInt16BE());
    readSync(this.file(), wrap, 0, wrap.length, record * UNIT + LENGTH);
    return wrap;
  }

  /** The wrap of a destroyed holder, overwritten where it stood. */
  erase(record: number): void {
    this.write(recordOf(Buffer.alloc(this.read(record).length)), record * UNIT);
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

function recordOf(wrap: Buffer): Buffer {
  const record = Buffer.alloc(unitsOf(wrap.length) * UNIT);
  record.writeUInt16BE(wrap.length);
  wrap.copy(record, LENGTH);
  record.writeUInt32BE(crc32(record.subarray(0, LENGTH + wrap.length)), LENGTH + wrap.length);
  return record;
}

/** The wrap of the record that begins here; undefined where no whole one does. */
function wrapIn(bytes: Buffer): Buffer | undefined {
  const end = bytes.length < LENGTH ? 0 : LENGTH + bytes.readUInt16BE();
  if (end <= LENGTH || unitsOf(end - LENGTH) * UNIT > bytes.length) return undefined;
  return crc32(bytes.subarray(0, end)) === bytes.readUInt32BE(end) ? bytes.subarray(LENGTH, end) : undefined;
}
