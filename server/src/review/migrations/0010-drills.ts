import type { Migration } from "../../platform/migration.ts";

/** Made-up rows that try whether a reviewer looks. What he did with one is a step of the ledger: a row here is written once and never changed. */
export const review0010: Migration = {
  id: "review/0010-drills",
  sql: `
create table review.drill (
  id text primary key, office_id text not null, reviewer_id text not null, month text not null, on_date date not null, made_at timestamptz not null,
  until_at timestamptz not null, person_id text not null, name text not null, job text not null, customer_id text not null, customer text not null,
  at timestamptz not null, entry bigint not null, purpose text not null, fields text[] not null, reasons jsonb not null, unique (reviewer_id, month));
create index drill_reviewer on review.drill (reviewer_id, on_date);
comment on table review.drill is 'person, customer and look are made up: they stand in no other table';
comment on column review.drill.entry is 'number of an entry that is no look';
`,
};
