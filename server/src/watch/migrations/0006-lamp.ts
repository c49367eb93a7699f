import type { Migration } from "../../platform/migration.ts";

/** The lamp as it was last written down, and what was noted of what runs now and then. Neither decides anything: they can be made anew. */
export const watch0006: Migration = {
  id: "watch/0006-lamp",
  sql: `
create table watch.lamp_part (part text primary key, state text not null, since timestamptz);
create table watch.lamp_note (name text primary key, state text not null, at timestamptz not null, since timestamptz not null, count int not null default 0);
`,
};
