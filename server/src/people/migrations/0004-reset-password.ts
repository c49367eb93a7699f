import type { Migration } from "../../platform/migration.ts";

/** Two persons may decide about somebody's password, too. */
export const people0004: Migration = {
  id: "people/0004-reset-password",
  sql: `
alter table people.approval drop constraint approval_what_check;
alter table people.approval add constraint approval_what_check check (what in ('destroy', 'rotate', 'leave-halt', 'reset-password'));
`,
};
