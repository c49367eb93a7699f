import type { Migration } from "../../platform/migration.ts";
import { access0001 } from "./0001-access.ts";
import { access0002 } from "./0002-open-cases.ts";
import { access0003 } from "./0003-gate.ts";
import { access0004 } from "./0004-break-glass.ts";
import { access0005 } from "./0005-deliveries.ts";
import { access0015 } from "./0015-portfolio-history.ts";

/** The schema of this chapter, step by step, in the order of execution. */
export const accessMigrations: Migration[] = [access0001, access0002, access0003, access0004, access0005, access0015];
