import { ROSTER_COLUMNS } from "../people/index.ts";
import { readCsv } from "../platform/csv.ts";
import type { Command } from "./command.ts";
import { keepErrors, sayRestIsIn } from "./keep-errors.ts";

/** `mercusuar import roster FILE`: the duty plan of each day, desk, field and off. */
export const importRoster: Command = {
  name: "import roster",
  words: {
    id: `Jadwal dinas harian dari berkas CSV. Kolom: ${ROSTER_COLUMNS.join(",")}; kind desk, field atau off; jam HH:MM menurut kantor. Baris yang salah dilewati, yang lain ditulis.`,
    en: "The daily duty roster from a CSV file with these columns; kind is desk, field or off; times HH:MM by the office's clocks. Wrong rows are left out, the others are written.",
  },
  args: ["<file>"],
  options: [
    { flags: "--dry-run", words: { id: "Hanya tunjukkan perubahannya.", en: "Only show what would change." } },
    { flags: "--errors <file>", words: { id: "Berkas untuk baris yang salah.", en: "File for the wrong rows." } },
  ],
  async run(context) {
    const { people } = await context.product();
    const file = context.file(context.args[0] ?? "");
    const { days, lines, bad, same } = await people.planRoster(
      readCsv(file, { columns: ROSTER_COLUMNS, optional: ["name", "office", "note"] }),
    );
    for (const line of lines) context.out.line(`~ ${line}`);
    const errors = await keepErrors(context, file, bad);
    if (!context.options.dryRun) await apply(context, days);
    const wrong = new Set(bad.map(({ row }) => row)).size;
    sayRestIsIn(context, wrong);
    context.out.line(`berubah · changed ${days.length}, tetap · same ${same}, salah · wrong ${wrong}`);
    context.out.json({ changed: days.length, same, bad: wrong, dryRun: context.options.dryRun === true, ...(errors ? { errors } : {}) });
    return bad.length > 0 ? 1 : 0;
  },
};

async function apply(
  context: Parameters<Command["run"]>[0],
  days: Parameters<Awaited<ReturnType<typeof context.product>>["people"]["applyRoster"]>[0],
): Promise<void> {
  const { people } = await context.product();
  const progress = context.progress("jadwal · roster", days.length, "hari");
  await people.applyRoster(days, undefined, (count) => progress.to(count));
  progress.end();
}
