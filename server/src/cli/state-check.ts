import { checkHouse, type StateFinding, type StateReport } from "../state/index.ts";
import type { Command, Context } from "./command.ts";
import { statePartsOf } from "./state-parts.ts";

const EXITS: Record<StateReport["state"], number> = { whole: 0, differs: 1, unsure: 2 };
const SHOWN = 20;

/** `mercusuar state check`: 0 as the journal tells, 1 not so, 2 cannot tell. */
export const stateCheck: Command = {
  name: "state check",
  words: {
    id: "Membandingkan tabel dengan catatan akses dan mengulang setiap keputusan: sama (0), berbeda (1), tidak dapat dipastikan (2).",
    en: "Compares the tables with the journal and repeats every decision: the same (0), differs (1), cannot tell (2).",
  },
  unfinished: 2,
  run,
};

const WORDS: Record<StateReport["state"], string> = {
  whole: "sesuai dengan catatan akses · as the journal tells",
  differs: "E_STATE: ada yang berbeda dari catatan akses · something is not as the journal tells",
  unsure: "tidak semuanya dapat dipastikan · not everything can be told",
};

async function run(context: Context): Promise<number> {
  const { out, progress, signal } = context;
  const product = await context.product();
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  const report = await checkHouse(statePartsOf(product), {
    by: "operator",
    signal,
    onProgress: (done, of) => {
      bar.progress ??= progress("catatan · entries", of, "");
      bar.progress.to(done);
    },
  });
  bar.progress?.end();
  out.line(`${WORDS[report.state]} (${report.size}; ${report.rows} baris · rows, ${report.looks} pembukaan · looks)`);
  for (const finding of report.findings.slice(0, SHOWN)) out.line(`  ${lineOf(finding)}`);
  if (report.differences > SHOWN) out.line(`  … ${report.differences - SHOWN} lagi · more`);
  for (const [why, count] of Object.entries(report.untold)) out.line(`  ${count} ${REASONS[why] ?? ""} · ${why}`);
  out.json(report);
  return EXITS[report.state];
}

/** What could not be told, for people. */
const REASONS: Record<string, string> = {
  "rows of entries without fingerprints": "baris dari catatan tanpa sidik baris",
  "purposes published without a fingerprint": "keperluan yang terbit tanpa sidik baris",
  "customers who were erased": "menyangkut pelanggan yang sudah dihapus",
  "looks decided by another policy than the one in force": "pembukaan yang diputus oleh aturan lain",
  "nobody of this house is behind a pseudonym": "nama samaran yang tidak dikenal",
  "where a customer belonged before a later import": "asal kantor pelanggan sebelum impor kemudian",
};

function lineOf({ code, table, row, what, entry, since, look }: StateFinding): string {
  const where = row === undefined ? table : `${table} ${row}`;
  const last = entry === undefined ? "" : `, sejak catatan · since entry ${entry}${since === undefined ? "" : ` (${since})`}`;
  return `${code} ${look === undefined ? where : `pembukaan · look ${look} (${table})`}: ${what.join(", ")}${last}`;
}
