import { readFile } from "node:fs/promises";
import type { Context } from "./command.ts";
import { tellErrors } from "./keep-errors.ts";
import { readPlainMap } from "./plain-map.ts";

/** Which number and address belongs to which customer of the CRM: all three are kept under keyed names only. */
export async function watchImportCustomers(context: Context, file: string, mapFile: string): Promise<number> {
  const { options, out } = context;
  const { source, columns } = readPlainMap(await readFile(mapFile, "utf8"), { needed: ["customer"], optional: ["phone", "email"] });
  const { watch } = await context.product();
  const errors = tellErrors(context, file);
  const progress = context.progress("watch import customers", undefined, "baris");
  const dryRun = options.dryRun === true;
  try {
    const named = columns as { customer: string; phone?: string; email?: string };
    const total = await watch.importLinks({ file, source, columns: named, errors, dryRun, progress: (rows) => progress.to(rows) });
    out.line(
      `${dryRun ? "(uji · dry run) " : ""}baris · rows ${total.rows}, tautan baru · new links ${total.new}, salah · wrong ${total.bad}`,
    );
    out.json({ ...total, source, dryRun, ...(total.bad > 0 ? { errors: errors.path } : {}) });
    return total.bad > 0 ? 1 : 0;
  } finally {
    progress.end();
    await errors.end();
  }
}
