import type { ImportOptions } from "../access/index.ts";
import { type CsvRow, readCsv, rowErrors } from "../platform/csv.ts";
import type { Command, Context } from "./command.ts";
import { sayRestIsIn } from "./keep-errors.ts";
import { rowErrorText } from "./row-error-text.ts";

const SHOWN = 10;

/** Options of the commands that hand out work. */
export const rowOptions: NonNullable<Command["options"]> = [
  { flags: "--source <text>", words: { id: "Nama sistem asal berkas.", en: "Name of the system the file comes from." } },
  {
    flags: "--system <text>",
    words: { id: "Sistem asal kunci pelanggan (kolom customer_key).", en: "Whose keys stand in the column customer_key." },
  },
  { flags: "--by <login>", words: { id: "Atas nama siapa.", en: "In whose name." } },
  { flags: "--dry-run", words: { id: "Hanya hitung perubahannya.", en: "Only count what would change." } },
  { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
];

interface Counts {
  rows: number;
  new: number;
  changed?: number;
  same: number;
  bad: number;
}

/** Reads a file with at least these columns row by row into an act of access; 0 all well, 1 with bad rows, 2 wrongly called. */
export async function importRows(
  context: Context,
  label: string,
  columns: string[],
  keep: (rows: AsyncIterable<CsvRow>, options: ImportOptions) => Promise<Counts>,
): Promise<number> {
  const { options, out } = context;
  if (typeof options.source !== "string") {
    out.error("--source TEKS: nama sistem asal wajib ada · the name of the source is needed");
    return 2;
  }
  const product = await context.product();
  const file = context.file(context.args[0] ?? "");
  const by = typeof options.by === "string" ? await product.people.find(options.by) : undefined;
  if (typeof options.by === "string" && by === undefined)
    throw new Error("--by: tidak ada petugas dengan nama masuk ini · nobody has this login: mercusuar people list");
  const errorsFile = typeof options.errors === "string" ? context.file(options.errors) : `${file}.errors.csv`;
  const errors = rowErrors(errorsFile);
  const progress = context.progress(label, undefined, "baris");
  let shown = 0;
  const counts = await keep(readCsv(file, { columns }), {
    source: options.source,
    by: by?.id,
    dryRun: options.dryRun === true,
    system: typeof options.system === "string" ? options.system : undefined,
    onBad: (fault) => {
      errors.add(fault);
      if (shown++ < SHOWN) out.error(rowErrorText(fault));
    },
    onRow: (line) => progress.to(line - 1),
  }).finally(async () => {
    progress.end();
    await errors.end();
  });
  await product.journal.drain();
  return told(context, counts, errorsFile);
}

function told(context: Context, counts: Counts, errorsFile: string): number {
  const changed = counts.changed === undefined ? "" : `, berubah · changed ${counts.changed}`;
  context.out.line(
    `baris · rows ${counts.rows}, baru · new ${counts.new}${changed}, sama · same ${counts.same}, salah · wrong ${counts.bad}`,
  );
  context.out.json({ ...counts, dryRun: context.options.dryRun === true, ...(counts.bad > 0 ? { errors: errorsFile } : {}) });
  if (counts.bad > SHOWN) context.out.error(`… ${counts.bad - SHOWN}`);
  if (counts.bad > 0) context.out.error(`→ ${errorsFile}`);
  sayRestIsIn(context, counts.bad);
  return counts.bad > 0 ? 1 : 0;
}
