import type { Migration } from "../../platform/migration.ts";

/** Asked and confirmed are two rows, each with its own entry: neither counts before it stands in the journal, nor without our seal. */
export const people0002: Migration = {
  id: "people/0002-approvals",
  sql: `
create table people.approval (
  id text primary key, what text not null check (what in ('destroy', 'rotate', 'leave-halt')), whom text not null default '', why text not null,
  asked_by text not null references people.person, asked_at timestamptz not null, expires_at timestamptz not null,
  withdrawn_at timestamptz, used_at timestamptz, mac text not null, idx bigint);
create index approval_open on people.approval (expires_at) where used_at is null and withdrawn_at is null;
create table people.approval_confirmation (
  approval_id text primary key references people.approval, confirmed_by text not null references people.person, confirmed_at timestamptz not null,
  mac text not null, idx bigint);
`,
};
