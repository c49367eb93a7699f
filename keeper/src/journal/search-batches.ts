/** Reads back from the batches what is asked for so rarely that no index is kept of it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Entry, fromUtf8, isWhole } from "@mercusuar/proof";
import { type Batch, batchesOf } from "@mercusuar/proof/node";

/** Batch files, newest first. */
function newestFirst(dir: string): string[] {
  return readdirSync(dir)
    .filter((file) => file.endsWith(".batch"))
    .sort()
    .reverse();
}

/** The batch that holds the entry at `index`. */
export function batchOf(dir: string, index: number): Batch | undefined {
  const name = newestFirst(dir).find((file) => Number(file.slice(0, -".batch".length)) <= index);
  if (name === undefined) return undefined;
  for (const { batch } of batchesOf(readFileSync(join(dir, name)))) if (index < batch.first + batch.entries.length) return batch;
  return undefined;
}

/** The sealed detail of the entry at `index`, and the commitment in it. */
export function findDetail(dir: string, index: number): { com: string; sealed: Buffer } | undefined {
  const batch = batchOf(dir, index);
  if (batch === undefined) return undefined;
  const place = index - batch.first;
  const detail = batch.details.find((one) => one.place === place);
  const entry = batch.entries[place];
  const { com } = entry === undefined || !isWhole(entry) ? {} : (JSON.parse(fromUtf8(entry)) as Entry);
  return detail === undefined || com === undefined ? undefined : { com, sealed: Buffer.from(detail.bytes) };
}

/** Index of the entry with this call id, unless it was pruned: an outbox row may be sent again weeks later. */
export function searchBatches(dir: string, iid: string): number | undefined {
  const needle = Buffer.from(`"iid":"${iid}"`);
  for (const name of newestFirst(dir)) {
    const file = readFileSync(join(dir, name));
    if (!file.includes(needle)) continue;
    for (const { batch } of batchesOf(file)) {
      const place = batch.entries.findIndex(
        (entry) => isWhole(entry) && Buffer.from(entry.buffer, entry.byteOffset, entry.length).includes(needle),
      );
      if (place >= 0) return batch.first + place;
    }
  }
  return undefined;
}
