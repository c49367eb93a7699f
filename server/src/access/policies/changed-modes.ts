import { isLooser, loosestOf, type Mode, shippedOf } from "./modes.ts";

/** A mode that the officer set; `sealed`: its entry stands in the journal. */
export interface ModeChange {
  rule: string;
  mode: Mode;
  sealed: boolean;
}

/**
 * Pure: the last word on each rule, oldest change first. Loosening counts once it is sealed, tightening at once. INVARIANT: what loosens is held
 * against what is in force, not against what the row says was in force before it; a change beyond the table is none.
 */
export function inForce(changes: readonly ModeChange[]): Map<string, Mode> {
  const modes = new Map<string, Mode>();
  for (const { rule, mode, sealed } of changes) {
    if (isLooser(mode, loosestOf(rule))) continue;
    if (sealed || isLooser(modes.get(rule) ?? shippedOf(rule), mode)) modes.set(rule, mode);
  }
  return modes;
}
