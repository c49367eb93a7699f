import type { Migration } from "../../platform/migration.ts";

/** What a log calls people and purposes that are not known here: so that whoever closes the gaps knows which. Customers are never among them. */
export const watch0016: Migration = {
  id: "watch/0016-unknown-names",
  sql: `
create table watch.observed_unknown (source text not null, kind text not null, name text not null, looks int not null, primary key (source, kind, name));
comment on table watch.observed_unknown is 'derived: told by the imports of a log; nothing is decided by it';
create index observed_link_customer on watch.observed_link (customer_id);
`,
};
