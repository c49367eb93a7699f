import type { Migration } from "../../platform/migration.ts";

/** The evening as it must be: who is asked until when, who confirms, what a look weighs, and what was drawn. */
export const review0002: Migration = {
  id: "review/0002-asked-first",
  sql: `
alter table review.desk_row drop constraint desk_row_kind_check;
alter table review.desk_row add constraint desk_row_kind_check
  check (kind in ('look', 'listing', 'refusal', 'report', 'missing_report', 'sign_in', 'sample', 'unanswered', 'relation'));
alter table review.desk_row add lane text check (lane in ('hard', 'all', 'top', 'weighted', 'uniform', 'surplus', 'question')),
  add score real, add parts jsonb not null default '[]', add due_at timestamptz;
comment on column review.desk_row.lane is 'null: not drawn yet, or a row that no draw concerns; question: with the person''s own question, not on the desk';
comment on column review.desk_row.due_at is 'when the person''s next shift begins: until then his answer is waited for';
create index desk_row_asked on review.desk_row (person_id, on_date) where state in ('waiting', 'asked');
create table review.confirmation (
  id text primary key, row_id text not null references review.desk_row, person_id text not null, by_person text not null,
  role text not null check (role in ('colleague', 'supervisor')), asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'yes', 'no')), answered_at timestamptz, idx bigint, unique (row_id, by_person));
create index confirmation_by on review.confirmation (by_person) where state = 'asked';
create table review.draw (
  id text primary key, office_id text not null, on_date date not null, part int not null, seed text not null, seed_hash text not null,
  list_hash text not null, candidates int not null, everyone int not null, budget int not null,
  made_at timestamptz not null, revealed_at timestamptz, idx bigint, unique (office_id, on_date, part));
create table review.draw_candidate (
  draw_id text not null references review.draw, n int not null, row_id text, look_idx bigint not null, look_row int not null, person_id text not null,
  score int not null, hard boolean not null, primary key (draw_id, n));
`,
};
