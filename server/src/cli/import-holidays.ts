import { HOLIDAY_COLUMNS } from "../access/index.ts";
import { readCsv } from "../platform/csv.ts";
import type { Command } from "./command.ts";

/** `mercusuar import holidays FILE`: days on which nobody is bothered with offers, beside those that ship. */
export const importHolidays: Command = {
  name: "import holidays",
  words: {
    id: `Hari libur dan cuti bersama (CSV: ${HOLIDAY_COLUMNS.join(",")}; kind holiday atau leave); 2025 dan 2026 sudah ada.`,
    en: `Holidays and joint leave (CSV: ${HOLIDAY_COLUMNS.join(",")}; kind holiday or leave); 2025 and 2026 ship.`,
  },
  args: ["<file>"],
  options: [
    { flags: "--source <text>", words: { id: "Dasar hukumnya, mis. nomor SKB.", en: "Its source, e.g. the number of the decree." } },
  ],
  async run(context) {
    const { access } = await context.product();
    const rows = readCsv(context.file(context.args[0] ?? ""), { columns: HOLIDAY_COLUMNS, optional: ["name"] });
    const counts = await access.importHolidays(rows, String(context.options.source ?? "operator").slice(0, 100));
    context.out.line(`baris · rows ${counts.rows}, baru · new ${counts.new}`);
    context.out.json(counts);
    return 0;
  },
};
