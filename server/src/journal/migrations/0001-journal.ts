import type { Migration } from "../../platform/migration.ts";

/** Outbox, projection and the highest head that was seen. */
export const journal0001: Migration = {
  id: "journal/0001-journal",
  sql: `
create schema journal;
create table journal.outbox (
  id bigint generated always as identity primary key, aggregate text not null, iid text not null unique, typ text not null, entry jsonb not null,
  marks jsonb not null default '[]', created_at timestamptz not null, sent_at timestamptz, idx bigint, tries int not null default 0, last_error text);
create index outbox_waiting on journal.outbox (id) where sent_at is null;
create table journal.look_index (
  idx bigint not null, row int not null default 0, iid text not null, typ text not null, at timestamptz not null, ts timestamptz not null,
  person_id text, customer_id text, case_id text, purpose text, decision text not null, out text not null, own boolean not null default false,
  rules text[] not null default '{}', watch text[] not null default '{}', fields text[] not null default '{}', office_id text, re bigint,
  primary key (idx, row));
create index look_index_person on journal.look_index (person_id, at, idx, row);
create index look_index_customer on journal.look_index (customer_id, at, idx, row);
create index look_index_at on journal.look_index (at);
create table journal.head (single boolean primary key default true check (single), size bigint not null, root text not null, seen_at timestamptz not null);
`,
};
