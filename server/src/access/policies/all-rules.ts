import { customerRules } from "./customer.ts";
import { fieldRules } from "./fields.ts";
import { keeperRules } from "./keeper.ts";
import type { Rule } from "./rule.ts";
import { standingRules } from "./standing.ts";
import { watchedRules } from "./watched.ts";

/** Every rule of the house. Adding one: write it in the file of its kind, with its test and its line in docs/law/requirements.md. */
export const allRules: Rule[] = [...standingRules, ...customerRules, ...fieldRules, ...watchedRules, ...keeperRules];
