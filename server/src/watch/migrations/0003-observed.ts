import type { Migration } from "../../platform/migration.ts";

/** Looks that other systems claim (Mode Pantau), and which number belongs to which of their customers; both under keyed names. */
export const watch0003: Migration = {
  id: "watch/0003-observed",
  sql: `
create table watch.observed_batch (id text primary key, source text not null, recorded_at timestamptz not null, idx bigint);
create table watch.observed (
  source text not null, key text not null, batch_id text not null references watch.observed_batch, n int not null, at timestamptz not null,
  person_id text, customer_id text, purpose text, primary key (source, key));
create index observed_person on watch.observed (person_id, at);
create index observed_customer on watch.observed (customer_id, at);
create index observed_batch_row on watch.observed (batch_id, n);
create table watch.observed_link (token text not null, customer_id text not null, primary key (token, customer_id));
`,
};
