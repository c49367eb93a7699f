import { Problem } from "../platform/problem.ts";

/** An error as the operator reads it: a problem in both languages, title then detail; anything else as it stands. */
export function errorText(error: unknown): string {
  if (!(error instanceof Problem)) return (error as Error).message;
  const { title, detail } = error;
  const inOne = (language: "id" | "en"): string => [title[language], detail?.[language]].filter(Boolean).join(" ");
  return `${inOne("id")} · ${inOne("en")}`;
}
