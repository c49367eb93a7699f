import type { Migration } from "../../platform/migration.ts";

/** What lies on a desk is found again among observed looks by its entry. */
export const watch0015: Migration = {
  id: "watch/0015-batch-by-entry",
  sql: "create index observed_batch_idx on watch.observed_batch (idx);",
};
