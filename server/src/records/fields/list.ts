import { CONTACT } from "./contact.ts";
import type { Field } from "./field.ts";
import { FINANCE } from "./finance.ts";
import { HOUSEHOLD } from "./household.ts";
import { IDENTITY } from "./identity.ts";
import { SERVICE } from "./service.ts";

/** All fields, in the order of a record card. */
export const FIELDS: readonly Field[] = [...IDENTITY, ...CONTACT, ...SERVICE, ...FINANCE, ...HOUSEHOLD];

/** The seven that are enough to know a customer and to make an offer (R100); e-mail or telephone, one of the two. */
export const MINIMUM_SET: readonly string[] = FIELDS.filter(({ minimum }) => minimum).map(({ id }) => id);
