import type { Migration } from "../../platform/migration.ts";

/** Evenings, and what lies on desks. */
export const review0001: Migration = {
  id: "review/0001-review",
  sql: `
create schema review;
create table review.evening (
  office_id text not null, on_date date not null, run_at timestamptz not null, looks int not null, refused int not null, explained int not null,
  answered int not null, unexplained int not null, open int not null default 0, searches int not null default 0, idx bigint, primary key (office_id, on_date));
create table review.job_day (
  office_id text not null, on_date date not null, job text not null, looks int not null, primary key (office_id, on_date, job));
create index job_day_job on review.job_day (job, on_date);
create table review.explanation (
  look_idx bigint not null, look_row int not null default 0, office_id text not null, on_date date not null, template text not null, grade text not null, evidence text,
  explained_at timestamptz not null, primary key (look_idx, look_row));
create index explanation_day on review.explanation (office_id, on_date);
create table review.desk_row (
  id text primary key, office_id text not null, on_date date not null, kind text not null check (kind in ('look', 'listing', 'refusal', 'report', 'missing_report')), topic text not null,
  person_id text not null, customer_id text, case_id text, look_idx bigint, look_row int, at timestamptz not null, reasons jsonb not null,
  to_person text, state text not null default 'waiting' check (state in ('waiting', 'asked', 'answered', 'accepted', 'mistake', 'followed', 'explained')),
  asked_at timestamptz, answer text, answer_sealed text, answered_at timestamptz, decided_by text, decided_at timestamptz, note_sealed text,
  made_at timestamptz not null, idx bigint);
create unique index desk_row_once on review.desk_row (person_id, on_date, kind, topic);
comment on column review.desk_row.reasons is 'list of {id, values}: rendered as sentences in the language of the reader';
create index desk_row_day on review.desk_row (office_id, on_date);
create index desk_row_date on review.desk_row (on_date);
create table review.desk_look (
  look_idx bigint not null, look_row int not null, desk_row_id text not null references review.desk_row, primary key (look_idx, look_row));
create index desk_look_row on review.desk_look (desk_row_id);
create index desk_row_waiting on review.desk_row (to_person) where state in ('waiting', 'asked', 'answered');
`,
};
