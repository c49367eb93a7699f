import type { Migration } from "../../platform/migration.ts";
import { records0001 } from "./0001-records.ts";
import { records0002 } from "./0002-tokens-without-key.ts";
import { records0003 } from "./0003-destruction.ts";
import { records0004 } from "./0004-contact.ts";
import { records0005 } from "./0005-honey.ts";
import { records0006 } from "./0006-zone.ts";

/** The schema of this chapter, step by step, in the order of execution. */
export const recordsMigrations: Migration[] = [records0001, records0002, records0003, records0004, records0005, records0006];
