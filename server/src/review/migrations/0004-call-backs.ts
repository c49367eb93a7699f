import type { Migration } from "../../platform/migration.ts";

/** Customers who are asked whether a contact was real. */
export const review0004: Migration = {
  id: "review/0004-call-backs",
  sql: `
create table review.call_back_week (
  office_id text not null, week date not null, begun_at timestamptz not null, revealed_at timestamptz, primary key (office_id, week));
create table review.call_back_draw (
  id text primary key, office_id text not null, on_date date not null, week date not null, drawn_at timestamptz not null, calls int not null,
  pool jsonb not null, due text[] not null, idx bigint, unique (office_id, on_date));
comment on column review.call_back_draw.pool is 'list of [look, person, customer]: with the seed it gives the calls again';
create table review.call_back (
  id text primary key, draw_id text not null references review.call_back_draw, office_id text not null, on_date date not null, look_idx bigint not null unique,
  person_id text not null, customer_id text not null, caller_id text, case_id text,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'denied', 'unreachable', 'refused', 'forgotten')),
  made_at timestamptz not null, answered_at timestamptz, answered_by text, idx bigint);
create index call_back_customer on review.call_back (customer_id, made_at);
create index call_back_person on review.call_back (person_id, made_at);
create index call_back_caller on review.call_back (caller_id) where state = 'waiting';
create index call_back_waiting on review.call_back (office_id, made_at);
`,
};
