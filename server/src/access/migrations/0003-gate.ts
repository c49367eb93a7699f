import type { Migration } from "../../platform/migration.ts";

/** What the officer changed of the rules' modes, more looks that a supervisor approved: rows are added, never changed. Holidays beside those that ship. */
export const access0003: Migration = {
  id: "access/0003-gate",
  sql: `
create table access.policy_mode (
  id text primary key, rule text not null, mode text not null check (mode in ('forbid', 'reason', 'watch')),
  was text not null check (was in ('forbid', 'reason', 'watch')), why text not null, by_id text not null, at timestamptz not null, idx bigint);
create table access.quota_more (
  id text primary key, person_id text not null references people.person, on_date date not null, more int not null check (more > 0),
  why text not null, by_id text not null, at timestamptz not null, idx bigint);
create index quota_more_person on access.quota_more (person_id, on_date);
create table access.holiday (on_date date primary key, kind text not null check (kind in ('holiday', 'leave')), source text not null);
`,
};
