import type { Migration } from "../../platform/migration.ts";
import { customer0001 } from "./0001-customer.ts";

/** The schema of this chapter, step by step, in the order of execution. */
export const customerMigrations: Migration[] = [customer0001];
