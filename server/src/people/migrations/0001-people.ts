import type { Migration } from "../../platform/migration.ts";

/** Offices, persons, what lets them work, sessions and passwords. */
export const people0001: Migration = {
  id: "people/0001-people",
  sql: `
create schema people;
create table people.office (
  id text primary key, name text not null,
  kind text not null check (kind in ('head', 'region', 'branch', 'desk')),
  parent_id text references people.office, path text not null unique,
  time_zone text not null, zone_label text not null, class text not null default 'medium');
create table people.vendor (id text primary key, name text not null, state text not null default 'active');
create table people.person (
  id text primary key, login text not null unique, name text not null,
  employment text not null check (employment in ('internal', 'outsourced')),
  vendor_id text references people.vendor, office_id text not null references people.office,
  supervisor_id text references people.person, superior_id text references people.person,
  joined_on date not null, job text not null, language text not null default 'id', extension text unique,
  state text not null default 'active' check (state in ('candidate', 'active', 'suspended', 'left')),
  ended_at timestamptz, wrap text, idx bigint,
  check ((employment = 'outsourced') = (vendor_id is not null)));
create index person_office on people.person (office_id);
create index person_supervisor on people.person (supervisor_id);
create table people.grant_ (
  id text primary key, person_id text not null references people.person, function text not null,
  scope text not null check (scope in ('nation', 'region', 'branch', 'portfolio')), office_id text references people.office,
  granted_by text not null, sponsor_id text, starts_at timestamptz not null, ends_at timestamptz not null,
  revoked_at timestamptz, idx bigint);
create index grant_person on people.grant_ (person_id);
create table people.terms (version int primary key, text_id text not null, text_en text not null, published_at timestamptz not null, grace_until timestamptz not null);
create table people.terms_acceptance (
  id text primary key, person_id text not null references people.person, version int not null references people.terms,
  accepted_at timestamptz not null, idx bigint, unique (person_id, version));
create table people.screening (
  id text primary key, person_id text not null references people.person, passed_on date not null, valid_until date not null, by_id text, idx bigint);
create index screening_person on people.screening (person_id);
create table people.contract (
  id text primary key, person_id text not null references people.person, kind text not null, starts_on date not null, ends_on date, idx bigint);
create index contract_person on people.contract (person_id);
create table people.pledge (
  id text primary key, person_id text not null references people.person, version int not null, text_hash text not null,
  signed_at timestamptz not null, valid_until timestamptz not null, method text not null, idx bigint);
create index pledge_person on people.pledge (person_id);
create table people.duty (
  id text primary key, person_id text not null references people.person, on_date date not null,
  kind text not null check (kind in ('desk', 'field', 'off')), starts_at timestamptz not null, ends_at timestamptz not null,
  source text not null, idx bigint, check (ends_at > starts_at));
create index duty_person on people.duty (person_id, on_date);
create table people.conflict (
  id text primary key, person_id text not null references people.person, relation text not null, sealed text not null,
  declared_at timestamptz not null, withdrawn_at timestamptz, idx bigint);
create table people.conflict_token (
  conflict_id text not null references people.conflict, person_id text not null, ix text not null, token text not null, primary key (conflict_id, ix, token));
create index conflict_token_person on people.conflict_token (person_id, token);
create table people.person_token (person_id text not null references people.person, ix text not null, token text not null, primary key (person_id, ix, token));
create index person_token_token on people.person_token (token);
create table people.credential (
  person_id text not null references people.person, scheme text not null, secret text not null, mac text not null, changed_at timestamptz not null,
  primary key (person_id, scheme));
create table people.session (
  id text primary key, token_hash text not null unique, person_id text not null references people.person, method text not null,
  created_at timestamptz not null, expires_at timestamptz not null, ended_at timestamptz, ended_why text, mac text not null);
create index session_person on people.session (person_id) where ended_at is null;
create table people.sign_in_link (
  token_hash text primary key, person_id text not null references people.person, purpose text not null default 'sign-in',
  expires_at timestamptz not null, used_at timestamptz, mac text not null);
create table people.sign_in_refusal (
  id text primary key, person_id text not null references people.person, why text not null, at timestamptz not null, idx bigint);
create index sign_in_refusal_at on people.sign_in_refusal (at);
create table people.sign_in_try (key text not null, at timestamptz not null);
create index sign_in_try_key on people.sign_in_try (key, at);
`,
};
