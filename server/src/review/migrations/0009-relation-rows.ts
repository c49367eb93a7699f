import type { Migration } from "../../platform/migration.ts";

/** What shows only between persons, or over days and weeks, may lie on a desk too. */
export const review0009: Migration = {
  id: "review/0009-relation-rows",
  sql: `
alter table review.desk_row drop constraint desk_row_kind_check;
alter table review.desk_row add constraint desk_row_kind_check
  check (kind in ('look', 'listing', 'refusal', 'report', 'missing_report', 'sign_in', 'sample', 'unanswered', 'relation'));
`,
};
