import { readFile } from "node:fs/promises";
import { RowError } from "../platform/csv.ts";
import { Problem } from "../platform/problem.ts";
import type { Product } from "../product.ts";
import { type ImportReport, MapError } from "../records/index.ts";
import type { Command, Context } from "./command.ts";
import { errorText } from "./error-text.ts";
import { sayRestIsIn } from "./keep-errors.ts";
import { inIndonesian, rowErrorText } from "./row-error-text.ts";

const SHOWN = 10;

/** `mercusuar import customers FILE.csv[.gz] --map MAP.json --source TEXT`: 0 all well, 1 with wrong rows, 2 wrongly called. */
export const importCustomers: Command = {
  name: "import customers",
  words: {
    id: "Memasukkan pelanggan dari CSV; dapat diulang dan dilanjutkan tanpa menggandakan.",
    en: "Brings customers in from CSV; may be repeated and resumed, nobody comes twice.",
  },
  args: ["<file>"],
  options: [
    {
      flags: "--map <file>",
      words: { id: "Berkas JSON: kolom mana menjadi isian mana.", en: "JSON file: which column becomes which field." },
    },
    {
      flags: "--source <text>",
      words: { id: "Asal data; tersimpan pada setiap pelanggan.", en: "Where the data comes from; kept with each customer." },
    },
    {
      flags: "--channel <word>",
      words: { id: "Saluran, misalnya registration, purchase, walk_in.", en: "Channel, such as registration, purchase, walk_in." },
    },
    {
      flags: "--office <id>",
      words: {
        id: "Kantor setiap baris (id atau nama), bila pemetaan tidak menyebutnya.",
        en: "Office of each row (id or name), where the mapping names none.",
      },
    },
    { flags: "--dry-run", words: { id: "Hanya membaca dan menghitung.", en: "Reads and counts only." } },
    { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
    {
      flags: "--approver <person>",
      words: {
        id: "Orang kedua di balik izin impor (login atau id): supervisor, branch_head, officer, atau operator. Namanya dicatat dalam izin; kata sandinya tidak ditanyakan.",
        en: "Second person behind the import grant (login or id): a supervisor, branch_head, officer or operator. Written into the grant; not asked for a password.",
      },
    },
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { args, options, out, file } = context;
  const { map, source } = options;
  if (typeof map !== "string" || typeof source !== "string" || source.trim() === "") {
    out.error("--map FILE, --source TEXT: keduanya wajib · both are needed");
    return 2;
  }
  const path = file(args[0] ?? "");
  try {
    return await bringIn(context, path, await readFile(file(map), "utf8"), source);
  } catch (error) {
    if (!isNamed(error)) throw error;
    out.error(errorText(error));
    return 1;
  }
}

/** Faults that the operator can mend. */
function isNamed(error: unknown): error is Error {
  return (
    error instanceof MapError || error instanceof RowError || error instanceof Problem || (error as NodeJS.ErrnoException).code === "ENOENT"
  );
}

async function bringIn(context: Context, path: string, map: string, source: string): Promise<number> {
  const { options, out, file } = context;
  const product = await context.product();
  const approver = await personOf(product, text(options.approver));
  const errorsFile = file(text(options.errors) ?? `${path}.errors.csv`);
  if (approver === undefined && options.dryRun !== true)
    out.error(
      "Satu orang saja di balik izin impor ini (tingkat 0). · One person alone stands behind this import grant (assurance 0): name a second one with --approver.",
    );
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  let shown = 0;
  const report = await product.records.importCustomers({
    file: path,
    map,
    source,
    channel: text(options.channel),
    officeId: await officeOf(product, text(options.office)),
    dryRun: options.dryRun === true,
    errorsFile,
    by: "operator",
    approver,
    onProgress: (done, of) => {
      bar.progress ??= context.progress("pelanggan · customers", of, "baris");
      bar.progress.to(done);
    },
    onFault: (fault) => {
      if (shown++ < SHOWN) out.error(rowErrorText(fault));
    },
  });
  bar.progress?.end();
  return told(context, report, errorsFile);
}

function told(context: Context, report: ImportReport, errorsFile: string): number {
  const { out } = context;
  const { rows, new: fresh, changed, same, bad, warnings, oddities, dryRun, stopped } = report;
  out.line(
    `${dryRun ? "(uji · dry run) " : ""}baris · rows ${rows}: baru · new ${fresh}, berubah · changed ${changed}, sama · same ${same}, salah · wrong ${bad}, janggal · odd ${warnings}`,
  );
  for (const [what, { rows: odd, first }] of Object.entries(oddities))
    out.line(`  janggal · odd ${odd}: ${inIndonesian(what) ?? what}, mulai baris ${first} · ${what}, from row ${first}`);
  if (bad > 0) out.error(`→ ${errorsFile}`);
  sayRestIsIn(context, bad);
  if (stopped)
    out.error(
      "Berkas tidak terbaca sampai akhir; baris sebelumnya sudah masuk. · The file could not be read to its end; the rows before are in.",
    );
  out.json({ ...report, ...(bad > 0 ? { errors: errorsFile } : {}) });
  return bad > 0 ? 1 : 0;
}

/** Who answers for others, or for the data, may stand behind an import; an agent whom the house watches may not. */
const APPROVERS = ["supervisor", "branch_head", "officer", "operator"];

async function personOf({ people }: Product, who: string | undefined): Promise<string | undefined> {
  if (who === undefined) return undefined;
  const person = await people.find(who);
  if (person?.state !== "active") throw new RowError(0, "--approver", "no such person", "login or id of an active person");
  const functions = await people.functionsOf(person.id);
  if (APPROVERS.some((name) => functions.includes(name))) return person.id;
  throw new RowError(
    0,
    "--approver",
    "somebody who may not approve an import",
    `a person with one of the functions ${APPROVERS.join(", ")}`,
  );
}

/** By name as well: each stands once. Of what is neither, the import says so. */
async function officeOf({ people }: Product, asked: string | undefined): Promise<string | undefined> {
  if (asked === undefined) return undefined;
  return (await people.offices()).find(({ name }) => name.toLowerCase() === asked.trim().toLowerCase())?.id ?? asked;
}

const text = (option: unknown): string | undefined => (typeof option === "string" ? option : undefined);
