import type { Migration } from "../../platform/migration.ts";

/** What was explained when a day was last learned from: late evidence tells where a vendor had work. */
export const review0015: Migration = {
  id: "review/0015-folded-explained",
  sql: "alter table review.folded add explained int not null default 0;",
};
