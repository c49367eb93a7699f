import type { Migration } from "../../platform/migration.ts";
import { journal0001 } from "./0001-journal.ts";
import { journalKeyCopies } from "./0002-key-copies.ts";
import { journal0003 } from "./0003-device.ts";
import { journal0004 } from "./0004-pruning.ts";

/** The schema of this chapter, step by step, in the order of execution. */
export const journalMigrations: Migration[] = [journal0001, journalKeyCopies, journal0003, journal0004];
