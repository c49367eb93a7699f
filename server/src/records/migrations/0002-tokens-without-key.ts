import type { Migration } from "../../platform/migration.ts";

/** A token is written beside its customer in one transaction and used only joined to one. Houses of one week of building never had the key. */
export const records0002: Migration = {
  id: "records/0002-tokens-without-key",
  sql: `
alter table records.index_token drop constraint if exists index_token_customer_id_fkey;
comment on table records.index_token is 'no foreign key: it would check each of a file''s millions of tokens, a fifth of what an import costs the database';
`,
};
