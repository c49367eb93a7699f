import { type RowError, rowErrors } from "../platform/csv.ts";
import type { Context } from "./command.ts";
import { rowErrorText } from "./row-error-text.ts";

const SHOWN = 10;

/** Writes all wrong rows beside the file, shows the first. Gives the path, or undefined without errors. */
export async function keepErrors({ options, file, out }: Context, source: string, bad: readonly RowError[]): Promise<string | undefined> {
  if (bad.length === 0) return undefined;
  const path = typeof options.errors === "string" ? file(options.errors) : `${source}.errors.csv`;
  const writer = rowErrors(path);
  for (const error of bad) writer.add(error);
  await writer.end();
  for (const error of bad.slice(0, SHOWN)) out.error(rowErrorText(error));
  if (bad.length > SHOWN) out.error(`… ${bad.length - SHOWN}`);
  out.error(`→ ${path}`);
  return path;
}
