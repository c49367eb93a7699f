/** May this person see this now? The door of access. */

export { asProblem } from "./answer-refusal.ts";
export { WHY as BREAK_GLASS_WHY } from "./break-glass/rules.ts";
export { type GlassLook, glassLooks } from "./break-glass/store.ts";
export type { PolicyEngine } from "./cedar.ts";
export { type ConfirmBy, readConnectors, type Way, type Ways } from "./connectors/read-connectors.ts";
export { HOLIDAY_COLUMNS } from "./contact/import-holidays.ts";
export type { Action, Facts } from "./facts-shape.ts";
export type { ImportCounts, ImportOptions } from "./import-cases.ts";
export { type Access, makeAccess } from "./make-access.ts";
export { accessMigrations } from "./migrations/index.ts";
export { OUTCOMES, type Outcome } from "./outcomes.ts";
export {
  type AccessParts,
  type AccessPorts,
  type AccessSettings,
  type BreakGlassSettings,
  type CaseOutcome,
  defaultSettings as defaultAccessSettings,
} from "./parts.ts";
export { allRules } from "./policies/all-rules.ts";
export { isMode, type Mode, type Modes } from "./policies/modes.ts";
export type { Rule } from "./policies/rule.ts";
export { decide } from "./policy.ts";
export { casePrint, type PrintedCase, type PrintedShare, sharePrint } from "./prints.ts";
export { reaches } from "./read-facts.ts";
export type { Refusal } from "./refusal.ts";
export { accessRoutes } from "./routes.ts";
export { isModeWhy, MODE_WHY, type ModeLine } from "./set-mode.ts";
