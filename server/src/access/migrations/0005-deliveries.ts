import type { Migration } from "../../platform/migration.ts";

/**
 * What connectors were asked to do: never a number, an address or a text, only whether the peer took it. And cases that a customer opened by
 * confirming that he stands at the counter (Pelanggan hadir).
 */
export const access0005: Migration = {
  id: "access/0005-deliveries",
  sql: `
create table access.delivery (
  id text primary key, person_id text not null references people.person, customer_id text not null references records.customer,
  connector text not null, accepted boolean not null, why text, entry bigint not null, at timestamptz not null);
create index delivery_customer on access.delivery (customer_id, at);
alter table access.cases drop constraint cases_origin_check;
alter table access.cases add constraint cases_origin_check
  check (origin in ('import', 'api', 'dispatch', 'campaign', 'agent_call', 'agent_visit', 'present'));
`,
};
