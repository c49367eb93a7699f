import { readFile } from "node:fs/promises";
import { RowError } from "../platform/csv.ts";
import type { Product } from "../product.ts";
import { evidenceSources, type FileSource, MapFault, readMap } from "../watch/index.ts";
import type { Command, Context } from "./command.ts";
import { tellErrors } from "./keep-errors.ts";
import { mapErrorText } from "./map-error-text.ts";

/** Options of the commands that import contact records; the first format is meant where none is named. */
export const evidenceOptions = (formats: readonly string[]): NonNullable<Command["options"]> => [
  {
    flags: "--map <file>",
    words: { id: "Berkas JSON: sumber, zona waktu, dan nama kolom.", en: "JSON file: source, time zone and columns." },
  },
  {
    flags: "--format <word>",
    words: { id: `Bentuk berkas: ${formats.join(", ")} (${formats[0]}).`, en: `Kind of file: ${formats.join(", ")} (${formats[0]}).` },
  },
  { flags: "--dry-run", words: { id: "Hanya membaca dan menghitung.", en: "Reads and counts only." } },
  { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
  {
    flags: "--by <login>",
    words: { id: "Atas nama siapa; tanpa ini integrator atau operator.", en: "In whose name; without it the integrator or operator." },
  },
  { flags: "--second <login>", words: { id: "Orang kedua untuk izin impor.", en: "The second person of the import grant." } },
];

function sourceOf(format: unknown, formats: readonly string[]): FileSource | undefined {
  const id = typeof format === "string" ? format : formats[0];
  return evidenceSources.find((one): one is FileSource => one.form === "file" && one.id === id && formats.includes(one.id));
}

/** The customers are the CRM's own: nobody's key is needed to find them. */
interface Pantau {
  observed: boolean;
  file: string;
  mapFile: string;
}

/** Imports a file of contact records; 0 all well, 1 with bad rows, 2 wrongly called. Evenings that it tells anew run again. */
export async function importEvidenceFile(context: Context, formats: readonly string[], pantau?: Pantau): Promise<number> {
  const { options, out } = context;
  const source = sourceOf(options.format, formats);
  if (!source) {
    out.error(`--format: salah satu dari · one of ${formats.join(", ")}`);
    return 2;
  }
  if (typeof options.map !== "string") {
    out.error("--map FILE: berkas JSON wajib ada · a JSON file is needed");
    return 2;
  }
  try {
    return await bringIn(
      context,
      source,
      pantau ?? { file: context.file(context.args[0] ?? ""), mapFile: context.file(options.map), observed: false },
    );
  } catch (error) {
    if (!(error instanceof MapFault || error instanceof RowError)) throw error;
    out.error(mapErrorText(error, options.map));
    return 1;
  }
}

async function bringIn(context: Context, source: FileSource, { file, mapFile, observed }: Pantau): Promise<number> {
  const { options, out } = context;
  const { watch } = await context.product();
  const errors = tellErrors(context, file);
  const progress = context.progress(source.id, undefined, "baris");
  try {
    const map = readMap(await readFile(mapFile, "utf8"), source);
    const named = observed ? {} : await bringersOf(context, watch);
    const dryRun = options.dryRun === true;
    const total = await watch.importEvidence({
      source,
      map,
      file,
      ...named,
      observed,
      errors,
      dryRun,
      progress: (rows) => progress.to(rows),
    });
    const again = dryRun ? { run: 0, left: false } : await watch.lateDays.run();
    out.line(
      `${dryRun ? "(uji · dry run) " : ""}baris · rows ${total.rows}, baru · new ${total.new}, sama · same ${total.same}, tanpa pelanggan · without customer ${total.unbound}, bukan kontak · no contact ${total.others}, salah · wrong ${total.bad}`,
    );
    if (again.run > 0) out.line(`hari yang ditutup ulang · days told anew: ${again.run}${again.left ? "+" : ""}`);
    out.json({ ...total, source: map.source, dryRun, daysAgain: again.run, ...(total.bad > 0 ? { errors: errors.path } : {}) });
    return total.bad > 0 ? 1 : 0;
  } finally {
    progress.end();
    await errors.end();
  }
}

async function bringersOf({ options }: Context, watch: Product["watch"]) {
  const bringer = await watch.bringer(typeof options.by === "string" ? options.by : undefined);
  const second = typeof options.second === "string" ? (await watch.bringer(options.second)).personId : bringer.personId;
  return { bringer, second };
}
