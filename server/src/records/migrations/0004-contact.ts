import type { Migration } from "../../platform/migration.ts";

/** Which wording a consent answers; by which ways a customer does not want to be disturbed. */
export const records0004: Migration = {
  id: "records/0004-contact",
  sql: `
alter table records.consent add wording text;
create table records.contact_choice (
  id text primary key, customer_id text not null references records.customer, shut text[] not null, by_id text, at timestamptz not null, idx bigint);
create index contact_choice_customer on records.contact_choice (customer_id, at);
`,
};
