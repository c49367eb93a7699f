import type { Migration } from "../../platform/migration.ts";

/** Two persons make honey records. How many were made stands here; which they are, only the sealed wraps know. */
export const records0005: Migration = {
  id: "records/0005-honey",
  sql: `
alter table people.approval drop constraint approval_what_check;
alter table people.approval add constraint approval_what_check check (what in ('destroy', 'rotate', 'leave-halt', 'reset-password', 'honey'));
create table records.honey_batch (id text primary key, made_at timestamptz not null, count int not null, idx bigint);
`,
};
