import type { Migration } from "../../platform/migration.ts";

/** Where somebody lives, as customers would be found who live there too. A table of its own: whoever shares a house is not therefore himself. */
export const people0012: Migration = {
  id: "people/0012-address",
  sql: `
create table people.address_token (
  person_id text not null references people.person, ix text not null, token text not null, field text not null, sealed text not null,
  primary key (person_id, ix, token));
create index address_token_token on people.address_token (token);
`,
};
