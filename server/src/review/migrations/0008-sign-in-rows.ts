import type { Migration } from "../../platform/migration.ts";

/** How somebody came in may lie on a desk too. */
export const review0008: Migration = {
  id: "review/0008-sign-in-rows",
  sql: `
alter table review.desk_row drop constraint desk_row_kind_check;
alter table review.desk_row add constraint desk_row_kind_check
  check (kind in ('look', 'listing', 'refusal', 'report', 'missing_report', 'sign_in'));
`,
};
