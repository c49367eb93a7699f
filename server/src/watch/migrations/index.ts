import type { Migration } from "../../platform/migration.ts";
import { watch0001 } from "./0001-watch.ts";
import { watch0002 } from "./0002-feeds.ts";
import { watch0003 } from "./0003-observed.ts";
import { watch0005 } from "./0005-rota.ts";
import { watch0006 } from "./0006-lamp.ts";
import { watch0015 } from "./0015-batch-by-entry.ts";
import { watch0016 } from "./0016-unknown-names.ts";

/** The schema of this chapter, step by step, in the order of execution. */
export const watchMigrations: Migration[] = [watch0001, watch0002, watch0003, watch0005, watch0006, watch0015, watch0016];
