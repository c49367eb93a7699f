import { RowError } from "../platform/csv.ts";
import { Problem } from "../platform/problem.ts";
import { rowErrorText } from "./row-error-text.ts";

/** An error as the operator reads it: a problem or a row error in both languages; anything else as it stands. */
export function errorText(error: unknown): string {
  if (error instanceof RowError) return rowErrorText(error);
  if (!(error instanceof Problem)) return (error as Error).message;
  const { title, detail } = error;
  const inOne = (language: "id" | "en"): string => [title[language], detail?.[language]].filter(Boolean).join(" ");
  return `${inOne("id")} · ${inOne("en")}`;
}
