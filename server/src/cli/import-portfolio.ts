import type { Command } from "./command.ts";
import { importRows, rowOptions } from "./import-rows.ts";

/** `mercusuar import portfolio FILE --source TEXT`: who holds which customer, and who stands in (R44). */
export const importPortfolio: Command = {
  name: "import portfolio",
  words: { id: "Pembagian pelanggan kelolaan (CSV).", en: "Distribution of the customers' portfolios (CSV)." },
  args: ["<file>"],
  options: rowOptions,
  run: (context) =>
    importRows(context, "kelolaan · portfolio", ["holder"], async (rows, options) =>
      (await context.product()).access.distributePortfolio(rows, options),
    ),
};
