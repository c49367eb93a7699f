import type { Migration } from "../../platform/migration.ts";

/** Tables of cases, claims, portfolios, quotas and policies. */
export const access0001: Migration = {
  id: "access/0001-access",
  sql: `
create schema access;
create table access.portfolio (
  id text primary key, customer_id text not null references records.customer, holder_id text not null references people.person,
  stand_in_id text references people.person, office_id text not null, from_at timestamptz not null, until_at timestamptz, idx bigint);
create unique index portfolio_customer on access.portfolio (customer_id) where until_at is null;
create index portfolio_holder on access.portfolio (holder_id) where until_at is null;
create table access.cases (
  id text primary key, customer_id text not null references records.customer, purpose text not null, office_id text not null,
  origin text not null check (origin in ('import', 'api', 'dispatch', 'campaign', 'agent_call', 'agent_visit')),
  grade text not null check (grade in ('A', 'B', 'C')), external_id text, source text not null default 'mercusuar',
  opened_by text, opened_at timestamptz not null, assigned_to text, closes_at timestamptz, closed_at timestamptz, outcome text, idx bigint,
  unique (source, external_id));
create index cases_customer on access.cases (customer_id, opened_at);
create index cases_assigned on access.cases (assigned_to) where closed_at is null;
create index cases_open on access.cases (office_id, purpose) where closed_at is null;
create table access.claim (
  id text primary key, case_id text not null references access.cases, person_id text not null references people.person,
  claimed_at timestamptz not null, expires_at timestamptz not null, released_at timestamptz, outcome text, outcome_at timestamptz, idx bigint);
create unique index claim_case on access.claim (case_id) where released_at is null;
create index claim_person on access.claim (person_id, claimed_at);
create table access.quota_day (
  person_id text not null, on_date date not null, looks int not null default 0, searches int not null default 0, own_cases int not null default 0,
  primary key (person_id, on_date));
create table access.policy (hash text primary key, body text not null, active_from timestamptz not null, idx bigint);
`,
};
