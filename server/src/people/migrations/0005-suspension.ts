import type { Migration } from "../../platform/migration.ts";

/** Who suspended somebody, and which other person lifted it. Power to grant, handed on within what its giver holds (R24, R45). */
export const people0005: Migration = {
  id: "people/0005-suspension",
  sql: `
create table people.suspension (
  id text primary key, person_id text not null references people.person, by_id text, why text not null, at timestamptz not null,
  lifted_by text, lifted_at timestamptz, idx bigint);
create unique index suspension_live on people.suspension (person_id) where lifted_at is null;
create table people.delegation (
  id text primary key, person_id text not null references people.person, functions text[] not null,
  scope text not null check (scope in ('nation', 'region', 'branch', 'portfolio')), office_id text references people.office,
  given_by text, starts_at timestamptz not null, ends_at timestamptz not null, revoked_at timestamptz, idx bigint);
create index delegation_person on people.delegation (person_id);
`,
};
