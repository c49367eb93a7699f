/**
 * The key table of an epoch, `holders-N` in the key directory: the wrap of every holder that a rotation has brought under KEK N.
 * Who restores an old database has wraps that no key opens any more; here stand those of the living, and of nobody else.
 *
 * record = length u16 | wrap (zeros once its holder is destroyed) | CRC-32 of both | zeros up to a multiple of 16. Damage is passed over and
 * said: what stands behind it belongs to the living. At the end of the file it is cut where it can be one torn append, of which nobody was
 * told; more than that stays.
 */
import { closeSync, existsSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { MAX_REWRAP_HOLDERS } from "../protocol.ts";
import { overwriteSecret, syncDirectory } from "./key-file.ts";

/** Records begin at multiples of it, and are numbered by it. */
const UNIT = 16;
const LENGTH = 2;
const CRC = 4;
const CHUNK = 512 * 1024;

/** Bytes of the longest wrap: twice what one has after the most renewals. Whatever names more is none, or a search for the next would take minutes. */
const MOST = 4096;

const unitsOf = (length: number): number => Math.ceil((LENGTH + length + CRC) / UNIT);
const LONGEST = unitsOf(MOST) * UNIT;

export class KeyTable {
  readonly epoch: number;
  private readonly dir: string;
  private handle: number | undefined;
  private units = 0;

  constructor(dir: string, epoch: number) {
    this.dir = dir;
    this.epoch = epoch;
  }

  get name(): string {
    return `holders-${this.epoch}`;
  }

  private get path(): string {
    return join(this.dir, this.name);
  }

  /** Reads what is there; `each` sees every wrap with its record number. Gives in how many places there was damage. */
  open(each: (wrap: Buffer, record: number) => void): number {
    if (!existsSync(this.path)) return 0;
    this.handle = openSync(this.path, "r+");
    let damaged = 0;
    let longest = 0;
    for (const { wrap, record } of this.records(this.handle)) {
      if (record > this.units) damaged++;
      if (wrap[0] !== 0) each(Buffer.from(wrap), record);
      longest = Math.max(longest, unitsOf(wrap.length));
      this.units = record + unitsOf(wrap.length);
    }
    const end = Math.ceil(fstatSync(this.handle).size / UNIT);
    if (end === this.units) return damaged;
    if (end - this.units > longest * MAX_REWRAP_HOLDERS) this.units = end;
    else ftruncateSync(this.handle, this.units * UNIT);
    return damaged + 1;
  }

  /** Every whole record, wherever one begins. */
  private *records(file: number): Generator<{ wrap: Buffer; record: number }> {
    const chunk = Buffer.alloc(CHUNK);
    for (let first = 0, read = CHUNK; read === CHUNK; ) {
      read = fill(file, chunk, first * UNIT);
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
    fill(this.file(), length, record * UNIT);
    const wrap = Buffer.alloc(length.readUInt16BE());
    fill(this.file(), wrap, record * UNIT + LENGTH);
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
    overwriteSecret(this.dir, this.name);
  }
}

/** Reads until it is full or the file ends, however little one read gives; gives how much. */
function fill(file: number, bytes: Buffer, from: number): number {
  let done = 0;
  for (let read = -1; read !== 0 && done < bytes.length; done += read) read = readSync(file, bytes, done, bytes.length - done, from + done);
  return done;
}

function recordOf(wrap: Buffer): Buffer {
  if (wrap.length > MOST) throw new RangeError(`a wrap of ${wrap.length} bytes, more than ${MOST}`);
  const record = Buffer.alloc(unitsOf(wrap.length) * UNIT);
  record.writeUInt16BE(wrap.length);
  wrap.copy(record, LENGTH);
  record.writeUInt32BE(crc32(record.subarray(0, LENGTH + wrap.length)), LENGTH + wrap.length);
  return record;
}

/** The wrap of the record that begins here; undefined where no whole one does. */
function wrapIn(bytes: Buffer): Buffer | undefined {
  const end = bytes.length < LENGTH ? 0 : LENGTH + bytes.readUInt16BE();
  if (end <= LENGTH || end > LENGTH + MOST || unitsOf(end - LENGTH) * UNIT > bytes.length) return undefined;
  return crc32(bytes.subarray(0, end)) === bytes.readUInt32BE(end) ? bytes.subarray(LENGTH, end) : undefined;
}
