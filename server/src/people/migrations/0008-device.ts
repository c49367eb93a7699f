import type { Migration } from "../../platform/migration.ts";

/** From which machine a session was opened, as a keyed print: whether two are the same can be told, which they are cannot. */
export const people0008: Migration = {
  id: "people/0008-device",
  sql: "alter table people.session add column device text not null default '';",
};
