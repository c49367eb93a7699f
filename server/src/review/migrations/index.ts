import type { Migration } from "../../platform/migration.ts";
import { review0001 } from "./0001-review.ts";
import { review0002 } from "./0002-evening.ts";
import { review0003 } from "./0003-weighed.ts";
import { review0004 } from "./0004-call-backs.ts";
import { review0006 } from "./0006-inquiries.ts";
import { review0010 } from "./0010-drills.ts";
import { review0012 } from "./0012-found-by-index.ts";
import { review0013 } from "./0013-lists-in-portions.ts";
import { review0014 } from "./0014-vendor-office.ts";
import { review0015 } from "./0015-folded-explained.ts";
import { review0016 } from "./0016-day-end.ts";
import { review0017 } from "./0017-due-questions.ts";

/** The schema of this chapter, step by step, in the order of execution. */
export const reviewMigrations: Migration[] = [
  review0001,
  review0002,
  review0003,
  review0004,
  review0006,
  review0010,
  review0012,
  review0013,
  review0014,
  review0015,
  review0016,
  review0017,
];
