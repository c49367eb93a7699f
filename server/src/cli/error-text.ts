import { RowError } from "../platform/csv.ts";
import type { Words } from "../platform/language.ts";
import { Problem } from "../platform/problem.ts";
import { rowErrorText } from "./row-error-text.ts";

/** What the operating system says of a file or directory. */
const SYSTEM: Record<string, Words> = {
  ENOENT: { id: "tidak ada", en: "does not exist" },
  EACCES: { id: "izin ditolak", en: "permission denied" },
  EPERM: { id: "tidak diizinkan", en: "not permitted" },
  EEXIST: { id: "sudah ada", en: "is there already" },
  EISDIR: { id: "ini direktori, bukan berkas", en: "is a directory, no file" },
  ENOTDIR: { id: "bukan direktori", en: "is no directory" },
  EROFS: { id: "penyimpanan hanya dapat dibaca", en: "read-only storage" },
  ENOSPC: { id: "penyimpanan penuh", en: "no space is left" },
};

/** An error as the operator reads it: a problem, a row error, a file that cannot be used in both languages; anything else as it stands. */
export function errorText(error: unknown): string {
  if (error instanceof RowError) return rowErrorText(error);
  if (!(error instanceof Problem)) return ofTheSystem(error as NodeJS.ErrnoException) ?? (error as Error).message;
  const { title, detail } = error;
  const inOne = (language: "id" | "en"): string => [title[language], detail?.[language]].filter(Boolean).join(" ");
  return `${inOne("id")} · ${inOne("en")}`;
}

function ofTheSystem({ code = "", path }: NodeJS.ErrnoException): string | undefined {
  const words = SYSTEM[code];
  return words && path !== undefined ? `${path}: ${words.id} · ${words.en} (${code})` : undefined;
}
