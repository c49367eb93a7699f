import type { Migration } from "../../platform/migration.ts";

/** By whose clocks a customer lives. */
export const records0006: Migration = {
  id: "records/0006-zone",
  sql: `
alter table records.customer add column zone text;
comment on column records.customer.zone is 'from the postal code, which is sealed; null: nobody knows, the clocks of the branch count';
`,
};
