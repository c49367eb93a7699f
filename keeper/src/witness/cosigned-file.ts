/**
 * All checkpoints of one log that a witness has cosigned, one after another in one file that only grows. INVARIANT: `append` returns only
 * after fsync succeeded. At start the last of them is read and checked, whatever the length of the file; a torn tail is cut, for nobody got
 * an answer for it.
 */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { noteRecord } from "@mercusuar/proof";
import { syncDirectory } from "../keys/key-file.ts";

/** Longest record that is ever written. */
export const MAX_RECORD = 64 * 1024;

export class CosignedFile {
  private readonly path: string;
  private readonly handle: number;
  private readonly mark: Buffer;
  private end: number;
  private broken: Error | undefined;
  /** The note appended last; undefined where there is none. */
  last: string | undefined;

  /** @throws Error where the last whole record is no note of this log: the file was changed by hand */
  constructor(path: string, origin: string) {
    this.path = path;
    this.mark = Buffer.from(`${origin}\n`);
    this.handle = openSync(path, "a+", 0o600);
    closeSync(this.handle);
    this.handle = openSync(path, "r+");
    this.end = fstatSync(this.handle).size;
    const { start, bytes } = this.lastRecord();
    this.last = bytes === undefined ? undefined : bytes.toString("utf8", 0, bytes.length - 1);
    // What an earlier process wrote and never saw confirmed may stand in the kernel's memory only: written again, it is on disk.
    if (bytes !== undefined) this.writeAll(bytes, start);
    ftruncateSync(this.handle, this.end);
    fsyncSync(this.handle);
    syncDirectory(dirname(path));
  }

  append(note: string): void {
    if (this.broken !== undefined) throw this.broken;
    const record = Buffer.from(noteRecord(note));
    if (record.length > MAX_RECORD) throw new RangeError("a record is too long");
    try {
      this.writeAll(record, this.end);
      fsyncSync(this.handle);
    } catch (error) {
      this.broken = error as Error;
      throw error;
    }
    this.end += record.length;
    this.last = note;
  }

  close(): void {
    closeSync(this.handle);
  }

  private writeAll(bytes: Buffer, at: number): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.handle, bytes, done, bytes.length - done, at + done);
  }

  /** Sets `end` behind the last whole record. At most one record is torn: there is one writer, and it waits for the disk. */
  private lastRecord(): { start: number; bytes: Buffer | undefined } {
    const torn = this.readBack();
    if (torn === undefined || torn.bytes !== undefined) return torn ?? { start: 0, bytes: undefined };
    this.end = torn.start;
    const before = this.readBack();
    if (before === undefined) return { start: 0, bytes: undefined };
    if (before.bytes === undefined)
      throw new Error(`${this.path} is damaged at its end: this witness cannot know what it cosigned; begin a new one`);
    return before;
  }

  /** Where the last record begins, and its bytes where it is whole; undefined for an empty file. */
  private readBack(): { start: number; bytes: Buffer | undefined } | undefined {
    if (this.end === 0) return undefined;
    const from = Math.max(0, this.end - 2 * MAX_RECORD);
    const tail = Buffer.alloc(this.end - from);
    readSync(this.handle, tail, 0, tail.length, from);
    const at = this.startOfLast(tail, from === 0);
    if (at < 0 && (from > 0 || tail.length >= this.mark.length))
      throw new Error(`${this.path} holds no checkpoint of this log: it was changed`);
    if (at < 0) return { start: 0, bytes: undefined };
    const length = wholeLength(tail.subarray(at));
    if (length === undefined) return { start: from + at, bytes: undefined };
    // What follows is the beginning of a record that was never finished.
    this.end = from + at + length;
    return { start: from + at, bytes: tail.subarray(at, at + length) };
  }

  /** A record begins with the origin, at the file's start or after an empty line. */
  private startOfLast(tail: Buffer, whole: boolean): number {
    const at = tail.lastIndexOf(Buffer.concat([Buffer.from("\n\n"), this.mark]));
    if (at >= 0) return at + 2;
    return whole && tail.subarray(0, this.mark.length).equals(this.mark) ? 0 : -1;
  }
}

/** Text, empty line, signatures, empty line; zeros are blocks that never reached the disk. */
function wholeLength(bytes: Buffer): number | undefined {
  const signatures = bytes.indexOf("\n\n");
  const end = signatures < 0 ? -1 : bytes.indexOf("\n\n", signatures + 2);
  return end < 0 || bytes.subarray(0, end).includes(0) ? undefined : end + 2;
}
