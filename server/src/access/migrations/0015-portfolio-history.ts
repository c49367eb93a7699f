import type { Migration } from "../../platform/migration.ts";

/** Whose customer somebody was on an earlier day. */
export const access0015: Migration = {
  id: "access/0015-portfolio-history",
  sql: "create index portfolio_history on access.portfolio (customer_id, from_at);",
};
