/**
 * A batch as the keeper appends it, before anything is derived from it: entries, their sealed details and the checkpoint
 * signed over them, behind one CRC. Node only.
 *
 * record = "MBR1" | u32 payload length | u32 CRC-32 of the payload | payload
 *        | "MBR2" where entries of it were pruned: these are a length of 0 and their leaf hash
 * payload = u64 first index | u64 ms since 1970 | u32 count | u32 n | n bytes of entries (each behind u16 length)
 *         | u32 n | note | u32 details | each: u32 place in the batch | u32 n | n bytes
 */
import { crc32 } from "node:zlib";
import { parseBundle } from "./bundle.ts";
import { type EntryLeft, isWhole, leftBytes, parseLeft } from "./pruned.ts";

const MAGIC = 0x4d425231;
const PRUNED = 0x4d425232;
/** Bytes of a record before its payload: magic, length, CRC-32. */
export const BATCH_HEADER = 12;
/** Largest payload that is believed. */
export const MAX_BATCH = 64 * 1024 * 1024;

/** What the keeper sealed beside an entry: `place` of the entry in its batch, from 0, and the ciphertext. */
export interface SealedDetail {
  place: number;
  bytes: Uint8Array;
}
/** A batch in memory: index of the first entry, the keeper's time (milliseconds since 1970), entries, signed note, details. */
export interface Batch {
  first: number;
  time: number;
  entries: EntryLeft[];
  note: string;
  details: SealedDetail[];
}

/** The record of a batch; entries of at most 65,535 bytes each. */
export function encodeBatch(batch: Batch): Buffer {
  const note = Buffer.from(batch.note);
  const whole = batch.entries.every(isWhole);
  const left = whole ? undefined : leftBytes(batch.entries);
  const entryBytes = left?.length ?? (batch.entries as Uint8Array[]).reduce((sum, e) => sum + 2 + e.length, 0);
  const detailBytes = batch.details.reduce((sum, d) => sum + 8 + d.bytes.length, 0);
  const record = Buffer.allocUnsafe(BATCH_HEADER + 32 + entryBytes + note.length + detailBytes);
  let at = record.writeBigUInt64BE(BigInt(batch.first), BATCH_HEADER);
  at = record.writeBigUInt64BE(BigInt(batch.time), at);
  at = record.writeUInt32BE(batch.entries.length, at);
  at = record.writeUInt32BE(entryBytes, at);
  if (left !== undefined) {
    record.set(left, at);
    at += left.length;
  } else {
    for (const entry of batch.entries as Uint8Array[]) {
      at = record.writeUInt16BE(entry.length, at);
      record.set(entry, at);
      at += entry.length;
    }
  }
  at = record.writeUInt32BE(note.length, at);
  at += note.copy(record, at);
  at = record.writeUInt32BE(batch.details.length, at);
  for (const detail of batch.details) {
    at = record.writeUInt32BE(detail.place, at);
    at = record.writeUInt32BE(detail.bytes.length, at);
    record.set(detail.bytes, at);
    at += detail.bytes.length;
  }
  const used = record.subarray(0, at);
  used.writeUInt32BE(whole ? MAGIC : PRUNED, 0);
  used.writeUInt32BE(at - BATCH_HEADER, 4);
  used.writeUInt32BE(crc32(used.subarray(BATCH_HEADER)), 8);
  return used;
}

/** The batch that starts at `offset`, and where the next one would start; undefined where no whole batch starts there. */
export function decodeBatch(file: Buffer, offset: number): { batch: Batch; end: number } | undefined {
  if (offset + BATCH_HEADER > file.length) return undefined;
  const magic = file.readUInt32BE(offset);
  if (magic !== MAGIC && magic !== PRUNED) return undefined;
  const length = file.readUInt32BE(offset + 4);
  const end = offset + BATCH_HEADER + length;
  if (length > MAX_BATCH || end > file.length) return undefined;
  const payload = file.subarray(offset + BATCH_HEADER, end);
  if (crc32(payload) !== file.readUInt32BE(offset + 8)) return undefined;
  try {
    return { batch: decodePayload(payload, magic === PRUNED), end };
  } catch {
    return undefined;
  }
}

function decodePayload(payload: Buffer, pruned: boolean): Batch {
  const count = payload.readUInt32BE(16);
  let at = 24 + payload.readUInt32BE(20);
  const entries = (pruned ? parseLeft : parseBundle)(payload.subarray(24, at));
  if (entries?.length !== count) throw new RangeError("the entries of a batch cannot be told apart");
  const noteEnd = at + 4 + payload.readUInt32BE(at);
  const note = payload.toString("utf8", at + 4, noteEnd);
  const details: SealedDetail[] = [];
  at = noteEnd + 4;
  for (let left = payload.readUInt32BE(noteEnd); left > 0; left--) {
    const end = at + 8 + payload.readUInt32BE(at + 4);
    details.push({ place: payload.readUInt32BE(at), bytes: payload.subarray(at + 8, end) });
    at = end;
  }
  return { first: Number(payload.readBigUInt64BE(0)), time: Number(payload.readBigUInt64BE(8)), entries, note, details };
}

/** Whether a whole batch starts anywhere from `offset` on: tells a torn tail from damage in the middle. */
export function laterBatch(file: Buffer, offset: number): boolean {
  for (const one of [MAGIC, PRUNED]) {
    const magic = Buffer.alloc(4);
    magic.writeUInt32BE(one);
    for (let at = file.indexOf(magic, offset); at >= 0; at = file.indexOf(magic, at + 1))
      if (decodeBatch(file, at) !== undefined) return true;
  }
  return false;
}

/** Batches of one file in order, up to where no whole one follows. */
export function* batchesOf(file: Buffer): Generator<{ batch: Batch; end: number }> {
  for (let at = 0; ; ) {
    const next = decodeBatch(file, at);
    if (next === undefined) return;
    yield next;
    at = next.end;
  }
}
