import { readFile } from "node:fs/promises";
import { RowError, rowErrors } from "../platform/csv.ts";
import { evidenceSources, MapFault, readMap } from "../watch/index.ts";
import type { Command, Context } from "./command.ts";

/** Options of the commands that import contact records. */
export const evidenceOptions: NonNullable<Command["options"]> = [
  {
    flags: "--map <file>",
    words: { id: "Berkas JSON: sumber, zona waktu, dan nama kolom.", en: "JSON file: source, time zone and columns." },
  },
  { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
  {
    flags: "--by <login>",
    words: { id: "Atas nama siapa; tanpa ini integrator atau operator.", en: "In whose name; without it the integrator or operator." },
  },
  { flags: "--second <login>", words: { id: "Orang kedua untuk izin impor.", en: "The second person of the import grant." } },
];

/** Imports a file of contact records of one kind; 0 all well, 1 with bad rows, 2 wrongly called. */
export async function importEvidenceFile(context: Context, sourceId: string): Promise<number> {
  const { options, out, args } = context;
  const source = evidenceSources.find(({ id }) => id === sourceId);
  const file = context.file(args[0] ?? "");
  if (!source || typeof options.map !== "string") {
    out.error("--map FILE: berkas JSON wajib ada · a JSON file is needed");
    return 2;
  }
  const { watch } = await context.product();
  const errorsFile = typeof options.errors === "string" ? context.file(options.errors) : `${file}.errors.csv`;
  const errors = rowErrors(errorsFile);
  const progress = context.progress(sourceId, 0, "baris");
  try {
    const map = readMap(await readFile(context.file(options.map), "utf8"), source);
    const bringer = await watch.bringer(typeof options.by === "string" ? options.by : undefined);
    const second = typeof options.second === "string" ? (await watch.bringer(options.second)).personId : bringer.personId;
    const total = await watch.importEvidence({ source, map, file, bringer, second, errors, progress: (rows) => progress.to(rows) });
    out.line(
      `baris · rows ${total.rows}, baru · new ${total.new}, sama · same ${total.same}, tanpa pelanggan · without customer ${total.unbound}, salah · wrong ${total.bad}`,
    );
    out.json({ ...total, source: map.source, ...(total.bad > 0 ? { errors: errorsFile } : {}) });
    return total.bad > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof MapFault || error instanceof RowError)) throw error;
    out.error(error.message);
    return 1;
  } finally {
    progress.end();
    await errors.end();
  }
}
