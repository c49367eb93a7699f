import type { Command } from "./command.ts";
import { importRows, rowOptions } from "./import-rows.ts";

/** `mercusuar import tasks FILE --source TEXT`: tickets, orders and campaign rows of another system. */
export const importTasks: Command = {
  name: "import tasks",
  words: { id: "Tugas dari sistem tiket atau daftar penugasan (CSV).", en: "Tasks of a ticket system or a dispatched list (CSV)." },
  args: ["<file>"],
  options: rowOptions,
  run: (context) =>
    importRows(context, "tugas · tasks", ["external", "purpose"], async (rows, options) =>
      (await context.product()).access.importCases(rows, options),
    ),
};
