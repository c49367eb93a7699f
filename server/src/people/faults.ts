import { type Problem, problem } from "../platform/problem.ts";
import type { FieldFault } from "./rules.ts";
import { WORDS } from "./words.ts";

/** Names every field at once. */
export function fieldProblem(faults: FieldFault[]): Problem {
  const named = faults.map(({ field, what }) => `${field}: ${what}`).join("; ");
  return problem("bad-field", WORDS.fieldWrong, { detail: { id: named, en: named }, errors: faults });
}

export function refuseFaults(faults: FieldFault[]): void {
  if (faults.length > 0) throw fieldProblem(faults);
}
