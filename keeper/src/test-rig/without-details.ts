import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { batchesOf, encodeBatch } from "@mercusuar/proof/node";
import type { Place } from "./rig.ts";

/** What lies beside the entries is taken out of the batches, as in a journal of before, or by somebody who edits them. */
export function withoutDetails(place: Place): void {
  const dir = join(place.data, "journal", "batches");
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    const bare = [...batchesOf(readFileSync(path))].map(({ batch }) => encodeBatch({ ...batch, details: [] }));
    writeFileSync(path, Buffer.concat(bare));
  }
}
