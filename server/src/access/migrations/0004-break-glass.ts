import type { Migration } from "../../platform/migration.ts";

/** Emergency access (akses darurat): who asked, who decided, until when; and what somebody has to be told at once. `task` is sealed under the customer's key. */
export const access0004: Migration = {
  id: "access/0004-break-glass",
  sql: `
create table access.break_glass (
  id text primary key, customer_id text not null references records.customer, person_id text not null references people.person,
  office_id text not null, purpose text not null, why text not null, task text not null, minutes int not null check (minutes between 1 and 240),
  rules text[] not null, asked_at timestamptz not null, decided_by text references people.person, decided_at timestamptz, granted boolean,
  until_at timestamptz, closed_at timestamptz, idx bigint);
create index break_glass_person on access.break_glass (person_id, asked_at);
create index break_glass_asked on access.break_glass (asked_at) where decided_at is null;
create table access.notice (
  id text primary key, person_id text not null references people.person, kind text not null, break_glass_id text references access.break_glass,
  entry bigint, about_id text not null references people.person, customer_id text not null references records.customer,
  at timestamptz not null, seen_at timestamptz);
create index notice_person on access.notice (person_id, at);
`,
};
