import type { Migration } from "../../platform/migration.ts";

/** What is left of the destroyed: a dead key's id and the entry that says so. */
export const records0003: Migration = {
  id: "records/0003-destruction",
  sql: `
create table records.destruction (
  key text primary key, customer_id text, idx bigint, why text not null, done_at timestamptz not null);
comment on table records.destruction is 'key: id of a dead key, as the keeper lists it; customer_id: null where an older database never held the customer';
create unique index destruction_idx on records.destruction (idx);
`,
};
