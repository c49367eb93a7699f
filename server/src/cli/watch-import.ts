import { RowError } from "../platform/csv.ts";
import { MapFault } from "../watch/index.ts";
import type { Command, Context } from "./command.ts";
import { mapErrorText } from "./map-error-text.ts";
import { watchImportCalls } from "./watch-import-calls.ts";
import { watchImportCustomers } from "./watch-import-customers.ts";
import { watchImportLog } from "./watch-import-log.ts";
import { watchImportRoster } from "./watch-import-roster.ts";

/** What can be brought in for Mode Pantau, in the order in which a newcomer does it. */
const KINDS: Record<string, (context: Context, file: string, map: string) => Promise<number>> = {
  roster: watchImportRoster,
  customers: watchImportCustomers,
  log: watchImportLog,
  calls: watchImportCalls,
};

/** `mercusuar watch import roster|customers|log|calls FILE --map MAP`: looks made elsewhere, explained by evening (Mode Pantau). */
export const watchImport: Command = {
  name: "watch import",
  words: {
    id: "Mode Pantau: roster (petugas dan jadwal), customers (nomor pelanggan CRM), log (catatan akses CRM), calls (catatan sentral). Id pelanggan CRM tidak pernah disimpan apa adanya. Contoh: docs/guides/mode-pantau.md",
    en: "Mode Pantau: roster (people and shifts), customers (numbers of the CRM's customers), log (the CRM's access log), calls (the exchange's records). The CRM's customer ids are never kept as they are. Example: docs/guides/watch-mode.md",
  },
  args: ["<what>", "<file>"],
  options: [
    { flags: "--map <file>", words: { id: "Berkas JSON: sumber, zona waktu, nama kolom.", en: "JSON file: source, time zone, columns." } },
    {
      flags: "--format <word>",
      words: {
        id: "log: csv, ocsf, xes; calls: exchange-csv, asterisk-cdr, asterisk-cel.",
        en: "log: csv, ocsf, xes; calls: exchange-csv, asterisk-cdr, asterisk-cel.",
      },
    },
    { flags: "--dry-run", words: { id: "Hanya membaca dan menghitung.", en: "Reads and counts only." } },
    { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
  ],
  // A newcomer's first step. Not of a dry run: it would begin what it promises to leave alone.
  founds: ([what], { dryRun }) => what === "roster" && dryRun !== true,
  async run(context) {
    const [what = "", file = ""] = context.args;
    const { map } = context.options;
    const bring = Object.hasOwn(KINDS, what) ? KINDS[what] : undefined;
    if (!bring || typeof map !== "string") {
      context.out.error(
        bring ? "--map FILE: berkas JSON wajib ada · a JSON file is needed" : `salah satu dari · one of: ${Object.keys(KINDS).join(", ")}`,
      );
      return 2;
    }
    try {
      return await bring(context, context.file(file), context.file(map));
    } catch (error) {
      const unreadable = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!(error instanceof MapFault || error instanceof RowError || unreadable)) throw error;
      context.out.error(mapErrorText(error, map));
      return 1;
    }
  },
};
