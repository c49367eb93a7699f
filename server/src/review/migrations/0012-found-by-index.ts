import type { Migration } from "../../platform/migration.ts";

/** What an evening asks of all that lies on desks is found by an index, so that its cost does not grow with the years. */
export const review0012: Migration = {
  id: "review/0012-found-by-index",
  sql: `
create index desk_row_customer on review.desk_row (customer_id, at) where kind = 'look';
create index desk_row_silent on review.desk_row (office_id, made_at) where state in ('waiting', 'asked', 'answered') and lane is distinct from 'question';
`,
};
