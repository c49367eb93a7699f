import type { Migration } from "../../platform/migration.ts";

/**
 * The open cases of one customer, asked at every look. With `cases_customer` alone a planner that knows nothing of the table yet (new rows,
 * an embedded engine that never gathers statistics) crosses it with `cases_open`, and walks over every open case of the house.
 */
export const access0002: Migration = {
  id: "access/0002-open-cases",
  sql: "create index cases_customer_open on access.cases (customer_id, opened_at) where closed_at is null;",
};
