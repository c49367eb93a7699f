import type { Migration } from "../../platform/migration.ts";

/** The list of a draw is laid down in portions before its draw is committed to: one that a crash left behind belongs to no draw and is read by nobody. */
export const review0013: Migration = {
  id: "review/0013-lists-in-portions",
  sql: "alter table review.draw_candidate drop constraint draw_candidate_draw_id_fkey",
};
