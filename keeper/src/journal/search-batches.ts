/** Looks for a call's id through the whole journal: an outbox row may be sent again weeks later. Slow, and rare. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { batchesOf } from "@mercusuar/proof/node";

/** Index of the entry with this id, newest file first. */
export function searchBatches(dir: string, iid: string): number | undefined {
  const needle = Buffer.from(`"iid":"${iid}"`);
  for (const name of readdirSync(dir)
    .filter((file) => file.endsWith(".batch"))
    .sort()
    .reverse()) {
    const file = readFileSync(join(dir, name));
    if (!file.includes(needle)) continue;
    for (const { batch } of batchesOf(file)) {
      const place = batch.entries.findIndex((entry) => Buffer.from(entry.buffer, entry.byteOffset, entry.length).includes(needle));
      if (place >= 0) return batch.first + place;
    }
  }
  return undefined;
}
