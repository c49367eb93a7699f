import { MapFault } from "../watch/index.ts";
import { errorText } from "./error-text.ts";
import { inIndonesian } from "./row-error-text.ts";

/** What is wrong with a map file, by its name and in both languages; any other error as everywhere. */
export function mapErrorText(error: unknown, map: string): string {
  if (!(error instanceof MapFault)) return errorText(error);
  return `${map}: ${inIndonesian(error.message) ?? error.message} · ${error.message}`;
}
