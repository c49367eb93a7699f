import type { Migration } from "../../platform/migration.ts";

/** Call codes, and customers who say themselves that they stand at a counter. Codes, links and tablets are known by keyed hash alone. */
export const customer0001: Migration = {
  id: "customer/0001-customer",
  sql: `
create schema customer;
create table customer.call_code (
  id text primary key, mac text not null unique, person_id text not null references people.person, office_id text not null,
  customer_id text not null references records.customer, purpose text not null, made_at timestamptz not null, expires_at timestamptz not null, idx bigint);
create table customer.presence (
  id text primary key, mac text not null unique, person_id text not null references people.person, office_id text not null, purpose text not null,
  way text not null check (way in ('phone', 'pad')), asked_at timestamptz not null, expires_at timestamptz not null,
  customer_id text references records.customer, bound text, sent_at timestamptz, tries int not null default 0,
  confirmed_at timestamptz, case_id text references access.cases);
create index presence_person on customer.presence (person_id, asked_at);
create index presence_customer on customer.presence (customer_id, sent_at);
create table customer.try (key text not null, at timestamptz not null);
create index try_key on customer.try (key, at);
`,
};
