import type { Migration } from "../../platform/migration.ts";

/** Two persons decide that entries whose term is over are pruned; and how far the tables were brought to that. */
export const journal0004: Migration = {
  id: "journal/0004-pruning",
  sql: `
alter table people.approval drop constraint approval_what_check;
alter table people.approval add constraint approval_what_check
  check (what in ('destroy', 'rotate', 'leave-halt', 'reset-password', 'honey', 'prune'));
create table journal.pruned (single boolean primary key default true check (single), upto bigint not null, before text not null);
`,
};
