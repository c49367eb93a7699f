import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeyTable } from "./key-table.ts";

/** Bytes that one read gives at most. */
const disk = vi.hoisted(() => ({ most: Number.POSITIVE_INFINITY }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const readSync = (file: number, bytes: Buffer, to: number, length: number, from: number): number =>
    fs.readSync(file, bytes, to, Math.min(length, disk.most), from);
  return { ...fs, readSync };
});

/** Of two lengths, as before and after a renewal; the first byte is never zero. */
const wrapAt = (i: number): Buffer => Buffer.alloc(i % 2 === 0 ? 113 : 150, 1 + (i % 255));

describe("the key table", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "mercusuar-key-table-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const path = (): string => join(dir, "holders-1");

  function written(count: number): number[] {
    const table = new KeyTable(dir, 1);
    const records = table.append(Array.from({ length: count }, (_, i) => wrapAt(i)));
    table.close();
    return records;
  }
  function opened() {
    const table = new KeyTable(dir, 1);
    const found = new Map<number, Buffer>();
    const damaged = table.open((wrap, record) => void found.set(record, wrap));
    return { table, found, damaged };
  }
  /** Another byte within these records. */
  function damage(...records: number[]): void {
    const bytes = readFileSync(path());
    for (const record of records) bytes[record * 16 + 40] = (bytes[record * 16 + 40] as number) ^ 1;
    writeFileSync(path(), bytes);
  }

  it("gives each wrap under its record number, over many chunks of the file", () => {
    const records = written(20_000);
    const { table, found, damaged } = opened();
    expect([found.size, damaged]).toEqual([20_000, 0]);
    for (const [i, record] of records.entries()) expect(found.get(record)?.equals(wrapAt(i))).toBe(true);
    expect(table.read(records[19_999] as number)).toEqual(wrapAt(19_999));
    table.close();
  });

  it("passes over damaged records, says in how many places, and loses nobody who stands behind them", () => {
    const records = written(20_000);
    const size = readFileSync(path()).length;
    const [second, third, far] = [records[1], records[2], records[9_000]] as [number, number, number];
    damage(second, third, far);
    const { table, found, damaged } = opened();
    expect([found.size, damaged]).toEqual([19_997, 2]);
    expect([second, third, far].map((record) => found.has(record))).toEqual([false, false, false]);
    expect(found.get(records[19_999] as number)).toEqual(wrapAt(19_999));
    expect(readFileSync(path())).toHaveLength(size);
    expect(table.append([wrapAt(7)])).toEqual([size / 16]);
    table.close();
  });

  it("reads the whole file though the disk gives a little at a time", () => {
    const records = written(5_000);
    disk.most = 1_000;
    try {
      const { table, found, damaged } = opened();
      expect([found.size, damaged]).toEqual([5_000, 0]);
      expect(table.read(records[4_999] as number)).toEqual(wrapAt(4_999));
      table.close();
    } finally {
      disk.most = Number.POSITIVE_INFINITY;
    }
  });

  it("keeps, says and goes on behind a damage up to the end that is more than one torn write", () => {
    const records = written(1_000);
    const whole = readFileSync(path());
    damage(...records.slice(100));
    const first = opened();
    expect([first.found.size, first.damaged]).toEqual([100, 1]);
    expect(first.table.append([wrapAt(0)])).toEqual([whole.length / 16]);
    first.table.close();
    const second = opened();
    expect([second.found.size, second.damaged, readFileSync(path()).length]).toEqual([101, 1, whole.length + 128]);
    second.table.close();
  });

  it("neither writes nor takes a wrap that is longer than any can be", () => {
    written(1);
    const long = Buffer.alloc(5_000, 7);
    expect(() => new KeyTable(dir, 1).append([long])).toThrow(RangeError);
    const bytes = Buffer.alloc(5_008);
    bytes.writeUInt16BE(long.length);
    long.copy(bytes, 2);
    bytes.writeUInt32BE(crc32(bytes.subarray(0, 5_002)), 5_002);
    appendFileSync(path(), bytes);
    const { table, found, damaged } = opened();
    expect([found.size, damaged]).toEqual([1, 1]);
    table.close();
  });

  it("cuts a tail that was torn, wherever it tore, says so once, and goes on behind the last whole record", () => {
    const records = written(4);
    const whole = readFileSync(path());
    const last = (records[3] as number) * 16;
    for (const length of [last + 1, last + 16, last + 100, whole.length - 10]) {
      writeFileSync(path(), whole.subarray(0, length));
      const { table, found, damaged } = opened();
      expect([found.size, damaged, readFileSync(path()).length]).toEqual([3, 1, last]);
      expect(table.append([wrapAt(3)])).toEqual([records[3]]);
      table.close();
      expect(readFileSync(path())).toEqual(whole);
      const next = opened();
      expect([next.found.size, next.damaged]).toEqual([4, 0]);
      next.table.close();
    }
  });
});
