import type { Migration } from "../../platform/migration.ts";

/** What a house that serves asks every few minutes, and the lamp every few seconds, finds by its index, however many rows and draws there are. */
export const review0017: Migration = {
  id: "review/0017-due-questions",
  sql: `
create index desk_row_question on review.desk_row (office_id, due_at) where lane = 'question' and state in ('waiting', 'asked');
create index draw_open on review.draw (made_at) where revealed_at is null;
`,
};
