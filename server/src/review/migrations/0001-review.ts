import type { Migration } from "../../platform/migration.ts";

export const review0001: Migration = {
  id: "review/0001-review",
  sql: `
create schema review;
create table review.evening (
  office_id text not null, on_date date not null, run_at timestamptz not null, looks int not null, refused int not null, explained int not null,
  answered int not null, unexplained int not null, idx bigint, primary key (office_id, on_date));
create table review.explanation (
  look_idx bigint not null, look_row int not null default 0, office_id text not null, on_date date not null, template text not null, grade text not null, evidence text,
  explained_at timestamptz not null, primary key (look_idx, look_row));
create index explanation_day on review.explanation (office_id, on_date);
create table review.desk_row (
  id text primary key, office_id text not null, on_date date not null, kind text not null check (kind in ('look', 'listing', 'refusal', 'report', 'missing_report')),
  person_id text not null, customer_id text, case_id text, look_idx bigint, look_row int, at timestamptz not null, reasons jsonb not null,
  to_person text, state text not null default 'waiting' check (state in ('waiting', 'asked', 'answered', 'accepted', 'mistake', 'followed', 'explained')),
  asked_at timestamptz, answer text, answer_sealed text, answered_at timestamptz, decided_by text, decided_at timestamptz, idx bigint,
  unique (kind, person_id, at, look_idx, look_row, customer_id));
comment on column review.desk_row.reasons is 'list of {id, values}: rendered as sentences in the language of the reader';
create index desk_row_day on review.desk_row (office_id, on_date);
create index desk_row_waiting on review.desk_row (to_person) where state in ('waiting', 'asked', 'answered');
`,
};
