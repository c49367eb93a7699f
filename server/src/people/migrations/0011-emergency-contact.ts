import type { Migration } from "../../platform/migration.ts";

/** Whom somebody named for emergencies, as a customer would be found; and by what an import knows that it brought the same identity before. */
export const people0011: Migration = {
  id: "people/0011-emergency-contact",
  sql: `
create table people.emergency_token (
  person_id text not null references people.person, ix text not null, token text not null, field text not null, sealed text not null,
  primary key (person_id, ix, token));
create index emergency_token_token on people.emergency_token (token);
alter table people.person add column identity_mac text;
comment on column people.person.identity_mac is 'of login and identity under the server''s key: tells a file that was read before, and nothing else';
`,
};
