import { diffLine, IDENTITY_COLUMNS, PAPER_COLUMNS, PEOPLE_COLUMNS } from "../people/index.ts";
import { readCsv } from "../platform/csv.ts";
import type { Command } from "./command.ts";
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
    for (const one of diff) context.out.line(diffLine(one));
    const errors = await keepErrors(context, file, bad);
    if (bad.length > 0 && !context.options.dryRun)
      context.out.error("Tidak ada yang ditulis: perbaiki baris yang salah dahulu. · Nothing was written: mend the wrong rows first.");
    if (!context.options.dryRun && bad.length === 0) await people.applyPeople(diff);
    const count = {
      new: diff.filter(({ now }) => !now).length,
      changed: diff.filter(({ now }) => now).length,
      same,
      bad: new Set(bad.map(({ row }) => row)).size,
    };
    context.out.line(`baru · new ${count.new}, berubah · changed ${count.changed}, tetap · same ${same}, salah · wrong ${count.bad}`);
    context.out.json({ ...count, dryRun: context.options.dryRun === true, ...(errors ? { errors } : {}) });
    return bad.length > 0 ? 1 : 0;
  },
};
