import type { Migration } from "../../platform/migration.ts";

/** What happened outside: calls, counter tickets, outcomes, reports. */
export const watch0001: Migration = {
  id: "watch/0001-watch",
  sql: `
create schema watch;
create table watch.interaction (
  id text primary key, kind text not null check (kind in ('call', 'counter', 'outcome', 'customer_event')),
  person_id text, customer_id text, case_id text, channel text, starts_at timestamptz not null, ends_at timestamptz,
  result text, source text not null, external_id text not null, grade text not null check (grade in ('A', 'B', 'C')),
  recorded_at timestamptz not null, idx bigint, unique (source, external_id));
create index interaction_customer on watch.interaction (customer_id, starts_at);
create index interaction_person on watch.interaction (person_id, starts_at);
create table watch.report (
  id text primary key, person_id text not null, on_date date not null, filed_at timestamptz not null, nihil boolean not null, idx bigint, unique (person_id, on_date));
create table watch.report_row (
  report_id text not null references watch.report, n int not null, customer_id text not null, channel text not null, result text not null, primary key (report_id, n));
create index report_row_customer on watch.report_row (customer_id);
create table watch.mistake (
  id text primary key, person_id text not null, look_idx bigint not null unique, told_at timestamptz not null, at_once boolean not null, reason text not null, idx bigint);
create index mistake_person on watch.mistake (person_id, told_at);
create table watch.feed (source text primary key, last_at timestamptz, last_count int not null default 0, skew_seconds int);
`,
};
