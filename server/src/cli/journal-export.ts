import { existsSync } from "node:fs";
import { verifyCommand } from "@mercusuar/proof/node";
import { type Exported, type ExportHead, exportJournal, partOf } from "../journal/index.ts";
import { realClock } from "../platform/clocks.ts";
import { ANNOUNCE, announceExport, writeAnnounced } from "./announce-export.ts";
import type { Command, Context } from "./command.ts";
import { exportTools } from "./export-tools.ts";
import { journalAt, NoJournal } from "./journal-at.ts";

/** `mercusuar journal export [DIR] --out DIR2`: what an outsider may verify, as a directory of its own. Reads files only, also while the journal grows. */
export const journalExport: Command = {
  name: "journal export",
  words: {
    id: "Menyalin bagian catatan akses yang boleh diperiksa pihak luar.",
    en: "Exports the part of the journal that an outsider may verify.",
  },
  args: ["[dir]"],
  options: [
    { flags: "--out <dir>", words: { id: "Direktori baru untuk salinannya.", en: "New directory for the export." } },
    { flags: ANNOUNCE, words: { id: "", en: "" }, hidden: true },
  ],
  alone: true,
  houseless: true,
  unfinished: 2,
  run,
};

async function run(context: Context): Promise<number> {
  const { args, options, settings, file, out } = context;
  if (options.announce !== undefined) return writeAnnounced(context);
  if (typeof options.out !== "string") {
    out.error("Sebutkan direktori baru: --out DIREKTORI · Name a new directory: --out DIRECTORY");
    return 2;
  }
  const to = file(options.out);
  try {
    const { dir } = await journalAt(args[0] === undefined ? settings.data : file(args[0]));
    const exported = await copied(context, dir, to);
    return await judged(context, exported, to);
  } catch (error) {
    if (error instanceof NoJournal) {
      out.error(error.message);
      return 2;
    }
    if (existsSync(partOf(to)))
      out.error(`${partOf(to)}: jalankan lagi perintah ini untuk melanjutkan · run the same command again to go on`);
    throw error;
  }
}

async function copied(context: Context, from: string, to: string): Promise<Exported> {
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  const exported = await exportJournal({
    from,
    to,
    tools: exportTools(),
    now: realClock().now(),
    signal: context.signal,
    begin: (head) => begun(context, from, head),
    onProgress: (done, of) => {
      bar.progress ??= context.progress("berkas · files", of, "");
      bar.progress.to(done);
    },
  });
  bar.progress?.end();
  return exported;
}

async function begun({ out }: Context, from: string, head: ExportHead): Promise<void> {
  if (head.resumed) out.error(`melanjutkan salinan yang terputus · going on with the export that was cut short (${head.size})`);
  if (await announceExport(out, from, head)) out.error("Ekspor ini ditulis di catatan akses. · The journal notes this export.");
  else
    out.error(
      "Ekspor ini tidak ditulis di catatan akses: tidak ada Mercusuar yang berjalan di atas direktori ini." +
        " · The journal does not note this export: no Mercusuar runs on this directory.",
    );
}

/** What was copied is read once more and verified: a damaged journal gives a damaged export, and that is said here first. */
async function judged({ out, progress }: Context, exported: Exported, to: string): Promise<number> {
  const { size, origin, root, files, bytes, missing } = exported;
  for (const path of missing) out.error(`tidak ada di catatan akses · missing in the journal: ${path}`);
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  const { exit, report } = await verifyCommand(to, {
    onProgress: (done, of) => {
      bar.progress ??= progress("catatan · entries", of, "");
      bar.progress.to(done);
    },
  });
  bar.progress?.end();
  out.line(`${to}: ${size} catatan · entries, ${files - missing.length} berkas · files, ${(bytes / 1e6).toFixed(1)} MB`);
  out.line(`${report.code}: ${report.words.id} · ${report.words.en}${report.index === undefined ? "" : ` (${report.index})`}`);
  out.line("Baca README.md di dalamnya; perlakukan sebagai data pribadi. · Read README.md in it; treat it as personal data.");
  out.json({
    to,
    size,
    origin,
    root,
    files,
    bytes,
    missing,
    code: report.code,
    ...(report.index === undefined ? {} : { index: report.index }),
  });
  return exit;
}
