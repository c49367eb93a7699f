import { diffLine, PAPER_COLUMNS, PEOPLE_COLUMNS } from "../people/index.ts";
import { readCsv } from "../platform/csv.ts";
import type { Command } from "./command.ts";
import { keepErrors } from "./keep-errors.ts";

/** `mercusuar import people FILE`: shows what would change, then does it. */
export const importPeople: Command = {
  name: "import people",
  words: { id: "Petugas dari berkas CSV.", en: "People from a CSV file." },
  args: ["<file>"],
  options: [
    { flags: "--dry-run", words: { id: "Hanya tunjukkan perubahannya.", en: "Only show what would change." } },
    { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
  ],
  async run(context) {
    const { people } = await context.product();
    const file = context.file(context.args[0] ?? "");
    const { diff, bad, same } = await people.planPeople(readCsv(file, { columns: PEOPLE_COLUMNS, optional: PAPER_COLUMNS }));
    for (const one of diff) context.out.line(diffLine(one));
    const errors = await keepErrors(context, file, bad);
    if (!context.options.dryRun) await people.applyPeople(diff);
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
