import type { Migration } from "../../platform/migration.ts";

/** Customers under their wraps, index tokens, consents, purposes. */
export const records0001: Migration = {
  id: "records/0001-records",
  sql: `
create schema records;
create table records.customer (
  id text primary key, wrap text not null, office_id text not null, marks text[] not null default '{}',
  state text not null default 'active' check (state in ('active', 'ended', 'erased')),
  sealed jsonb not null default '{}', import_id text, created_at timestamptz not null, last_contact_on date, idx bigint);
comment on column records.customer.sealed is 'field id -> [version, ciphertext]';
comment on column records.customer.marks is 'public_figure';
create index customer_office on records.customer (office_id);
create table records.index_token (ix text not null, token text not null, customer_id text not null references records.customer, epoch int not null default 1, primary key (token, customer_id, ix));
create index index_token_customer on records.index_token (customer_id);
create table records.purpose (
  id text primary key, basis text not null, dpv text not null, name_id text not null, name_en text not null,
  benefit_id text not null check (benefit_id <> ''), benefit_en text not null check (benefit_en <> ''),
  needs_consent text check (needs_consent in ('offers', 'interest')), needs_portfolio boolean not null default false,
  functions text[] not null, fields jsonb not null, published_at timestamptz not null, idx bigint);
comment on column records.purpose.fields is 'field id -> {mask, reveal?: mask, match?: true}';
create table records.consent (
  customer_id text not null references records.customer, question text not null check (question in ('offers', 'interest')),
  state text not null check (state in ('yes', 'no')), at timestamptz not null, method text not null, by_id text, evidence text, id text not null unique, idx bigint,
  primary key (customer_id, question));
create table records.provenance (
  customer_id text not null references records.customer, channel text not null check (channel <> ''), source text not null check (source <> ''), collected_on date,
  place text, collector text, notice_version text, import_id text, primary key (customer_id, source));
create table records.import (
  id text primary key, source text not null, file_hash text not null, map_hash text not null, key_column text not null,
  started_at timestamptz not null, finished_at timestamptz, rows int not null default 0, new int not null default 0, changed int not null default 0, same int not null default 0, bad int not null default 0);
create table records.import_row (key_token text primary key, customer_id text not null references records.customer, content_mac text not null, import_id text not null);
create table records.nobody (single boolean primary key default true check (single), id text not null, wrap text not null, sealed jsonb not null);
comment on table records.nobody is 'a holder of nothing: looks at somebody who does not exist cost the same as real ones';
`,
};
