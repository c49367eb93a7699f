import { isLooser, type Mode } from "./modes.ts";

/** A mode that the officer set; `sealed`: its entry stands in the journal. */
export interface ModeChange {
  rule: string;
  mode: Mode;
  was: Mode;
  sealed: boolean;
}

/** Pure: the last word on each rule, oldest change first. Loosening counts once it is sealed, tightening at once. */
export function inForce(changes: readonly ModeChange[]): Map<string, Mode> {
  const modes = new Map<string, Mode>();
  for (const { rule, mode, was, sealed } of changes) if (sealed || isLooser(was, mode)) modes.set(rule, mode);
  return modes;
}
