import type { Migration } from "../../platform/migration.ts";
import { people0001 } from "./0001-people.ts";
import { people0002 } from "./0002-approvals.ts";
import { people0003 } from "./0003-sealed-tokens.ts";
import { people0004 } from "./0004-reset-password.ts";
import { people0005 } from "./0005-suspension.ts";
import { people0008 } from "./0008-device.ts";
import { people0011 } from "./0011-emergency-contact.ts";
import { people0012 } from "./0012-address.ts";

/** The schema of this chapter, step by step, in the order of execution. */
export const peopleMigrations: Migration[] = [
  people0001,
  people0002,
  people0003,
  people0004,
  people0005,
  people0008,
  people0011,
  people0012,
];
