import { type RowError, type RowErrors, rowErrors } from "../platform/csv.ts";
import type { Context } from "./command.ts";
import { rowErrorText } from "./row-error-text.ts";

/** Of a file with faults whose other rows count: they are in. Of a file of people none is, and that command says so itself. */
export function sayRestIsIn({ options, out }: Context, bad: number): void {
  if (bad > 0 && options.dryRun !== true)
    out.error("Baris yang benar sudah ditulis; yang salah tidak. · The good rows were written; the wrong ones were not.");
}

const SHOWN = 10;

/** Writes all wrong rows beside the file, shows the first; takes away what an earlier run left. Gives the path, or undefined without errors. */
export async function keepErrors({ options, file, out }: Context, source: string, bad: readonly RowError[]): Promise<string | undefined> {
  const path = typeof options.errors === "string" ? file(options.errors) : `${source}.errors.csv`;
  const writer = rowErrors(path);
  for (const error of bad) writer.add(error);
  await writer.end();
  if (bad.length === 0) return undefined;
  for (const error of bad.slice(0, SHOWN)) out.error(rowErrorText(error));
  if (bad.length > SHOWN) out.error(`… ${bad.length - SHOWN}`);
  out.error(`→ ${path}`);
  return path;
}

/** The same where rows are read as they come: the first are shown and the file is named at the end. */
export function tellErrors({ options, file, out }: Context, source: string): RowErrors & { path: string } {
  const path = typeof options.errors === "string" ? file(options.errors) : `${source}.errors.csv`;
  const writer = rowErrors(path);
  const first: RowError[] = [];
  return {
    path,
    get count() {
      return writer.count;
    },
    add(error) {
      if (first.length < SHOWN) first.push(error);
      writer.add(error);
    },
    async end() {
      await writer.end();
      for (const error of first) out.error(rowErrorText(error));
      if (writer.count > SHOWN) out.error(`… ${writer.count - SHOWN}`);
      if (writer.count > 0) out.error(`→ ${path}`);
    },
  };
}
