import type { Migration } from "../../platform/migration.ts";

/** Where copies of the key directory lie, as their keepers said. */
export const journalKeyCopies: Migration = {
  id: "journal/0002-key-copies",
  sql: `
create table journal.key_copy (id text primary key, epoch int not null, place text not null, added_at timestamptz not null, gone_at timestamptz);
comment on table journal.key_copy is 'copies of the key directory that somebody keeps elsewhere: what must be gone before nobody can open a backup';
`,
};
