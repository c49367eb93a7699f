import type { Command, Context } from "./command.ts";

/** `mercusuar journal rebuild`: makes the table of looks anew from the journal, which alone is believed. */
export const journalRebuild: Command = {
  name: "journal rebuild",
  words: { id: "Menyusun ulang tabel pembukaan data dari catatan akses.", en: "Makes the table of looks anew from the journal." },
  run,
};

async function run(context: Context): Promise<number> {
  const { journal } = await context.product();
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  const rows = await journal.rebuildProjection({
    by: "operator",
    onProgress: (done, of) => {
      bar.progress ??= context.progress("nama samaran · pseudonyms", of, "");
      bar.progress.to(done);
    },
  });
  bar.progress?.end();
  context.out.line(`${rows} baris disusun ulang · rows made anew`);
  context.out.json({ rows });
  return 0;
}
