import type { Migration } from "../../platform/migration.ts";

/** Counts of looks by what is usual, one set an office and day; coverage of the templates. All of it can be made anew from projection and evidence. */
export const review0003: Migration = {
  id: "review/0003-weighed",
  sql: `
create table review.folded (office_id text not null, on_date date not null, looks int not null, every int not null, primary key (office_id, on_date));
comment on column review.folded.every is 'one look in so many was counted, for so many';
create table review.roll (
  office_id text not null, on_date date not null, scope text not null, measure text not null, bin text not null, count int not null,
  primary key (office_id, on_date, scope, measure, bin));
create index roll_scope on review.roll (scope, on_date);
create table review.coverage (
  on_date date not null, template text not null, population text not null check (population in ('looks', 'active', 'dormant')),
  covered int not null, of_all int not null, measured_at timestamptz not null, primary key (on_date, template, population));
`,
};
