import type { Entry } from "@mercusuar/proof";
import { readEntries } from "@mercusuar/proof/node";
import { untilPublished } from "../../server/src/journal/index.ts";
import type { Product } from "../../server/src/product.ts";

/** All that stands in the journal from an index on, once everything that waits is sealed. */
export async function sealedEntries({ journal, keeper, dataDir }: Product, from = 0): Promise<Array<{ index: number; entry: Entry }>> {
  await journal.drain();
  const { size } = await keeper.status();
  await untilPublished(dataDir, size);
  const found = [];
  for await (const one of readEntries(dataDir, from, size - from)) found.push(one);
  return found;
}
