import type { Migration } from "../../platform/migration.ts";

/** A token dies with its index key: beside it stands its value, sealed under the person's own key, of which the keeper makes the next one. */
export const people0003: Migration = {
  id: "people/0003-sealed-tokens",
  sql: `
alter table people.conflict_token add field text, add sealed text;
alter table people.person_token add field text, add sealed text;
comment on column people.conflict_token.sealed is 'the value under the person''s key, as the field named; absent in rows of before: they get new tokens from the customer whom they match';
`,
};
