import type { Migration } from "../../platform/migration.ts";

/** From which machine (R50), as the entry's `dev` says; null where it says none. */
export const journal0003: Migration = {
  id: "journal/0003-device",
  sql: "alter table journal.look_index add column dev text;",
};
