import type { Command } from "./command.ts";
import { evidenceOptions, importEvidenceFile } from "./import-evidence.ts";

/** `mercusuar import calls FILE --map MAP`: records of the telephone exchange, late ones too. */
export const importCalls: Command = {
  name: "import calls",
  words: { id: "Catatan panggilan dari sentral telepon (CSV).", en: "Call records of the telephone exchange (CSV)." },
  args: ["<file>"],
  options: evidenceOptions,
  run: (context) => importEvidenceFile(context, "exchange-csv"),
};
