import { diffLine, IDENTITY_COLUMNS, PAPER_COLUMNS, PEOPLE_COLUMNS } from "../people/index.ts";
import { readCsv } from "../platform/csv.ts";
import type { Command, Context } from "./command.ts";
import { keepErrors } from "./keep-errors.ts";

const OPTIONAL = [...PAPER_COLUMNS, ...IDENTITY_COLUMNS];

/** `mercusuar import people FILE`: shows what would change, then does it. */
export const importPeople: Command = {
  name: "import people",
  words: {
    id: `Petugas dari berkas CSV. Kolom: ${PEOPLE_COLUMNS.join(",")}; boleh tidak ada: ${OPTIONAL.join(",")}. until paling lama 400 hari dari sekarang; satu baris salah, tidak ada yang ditulis. Contoh: docs/guides/hari-pertama.md`,
    en: "People from a CSV file with these columns (the second list may be missing). until lies at most 400 days from now; one wrong row, and nothing is written. Example: docs/guides/first-day.md",
  },
  args: ["<file>"],
  options: [
    { flags: "--dry-run", words: { id: "Hanya tunjukkan perubahannya.", en: "Only show what would change." } },
    { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
  ],
  async run(context) {
    const { people } = await context.product();
    const file = context.file(context.args[0] ?? "");
    const { diff, bad, same } = await people.planPeople(readCsv(file, { columns: PEOPLE_COLUMNS, optional: OPTIONAL }));
    const dryRun = context.options.dryRun === true;
    const written = !dryRun && bad.length === 0;
    // A plus sign in front of somebody who did not come in would be a lie.
    if (written || dryRun) for (const one of diff) context.out.line(diffLine(one));
    const errors = await keepErrors(context, file, bad);
    if (written) await people.applyPeople(diff);
    const would = { new: diff.filter(({ now }) => !now).length, changed: diff.filter(({ now }) => now).length };
    const did = written || dryRun ? would : { new: 0, changed: 0 };
    const wrong = new Set(bad.map(({ row }) => row)).size;
    if (bad.length > 0 && !dryRun)
      context.out.line(
        `TIDAK ADA YANG DITULIS: perbaiki baris yang salah dahulu; sesudah itu baru ${would.new}, berubah ${would.changed}. · NOTHING WAS WRITTEN: mend the wrong rows first; then ${would.new} are new, ${would.changed} changed.`,
      );
    else
      context.out.line(
        `${dryRun ? "(uji · dry run) " : ""}baru · new ${did.new}, berubah · changed ${did.changed}, tetap · same ${same}, salah · wrong ${wrong}`,
      );
    if (written) await warnOfShared(context);
    context.out.json({ ...did, same, bad: wrong, written, dryRun, ...(errors ? { errors } : {}) });
    return bad.length > 0 ? 1 : 0;
  },
};

/** A login that came in earlier may be the same human being under another name. */
async function warnOfShared({ product, out }: Context): Promise<void> {
  for (const logins of await (await product()).people.sharedNiks())
    out.error(
      `Perhatian: NIK yang sama pada ${logins.join(", ")}; satu orang satu nama masuk (mercusuar people end LOGIN). · Mind: the same NIK on ${logins.join(", ")}; one login for each person.`,
    );
}
