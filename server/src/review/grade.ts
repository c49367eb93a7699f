import type { StoredRow } from "./row-store.ts";

/**
 * What evidence there is of a look (30-detection): A by something that the person does not control, B by his own record that can be checked, C by his
 * own words, U none; D: it was refused.
 */
export const GRADES = ["A", "B", "C", "U", "D"] as const;
export type Grade = (typeof GRADES)[number];

const isGrade = (text: unknown): text is Grade => GRADES.some((grade) => grade === text);

/** The grade of a row about looks; undefined for a row about anything else. A word of his own lifts it to C and never higher. */
export function gradeOf({ kind, reasons, answeredAt }: Pick<StoredRow, "kind" | "reasons" | "answeredAt">): Grade | undefined {
  if (kind === "refusal") return "D";
  if (kind === "sample") {
    const told = reasons.find(({ id }) => id === "explained_by")?.values?.grade;
    return isGrade(told) ? told : undefined;
  }
  if (kind !== "look" && kind !== "listing") return undefined;
  return answeredAt !== null || reasons.some(({ id }) => id === "self_opened_only") ? "C" : "U";
}
