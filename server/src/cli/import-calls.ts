import type { Command } from "./command.ts";
import { evidenceOptions, importEvidenceFile } from "./import-evidence.ts";

const FORMATS = ["exchange-csv", "asterisk-cdr", "asterisk-cel"] as const;

/** `mercusuar import calls FILE --map MAP [--format asterisk-cdr]`: records of the telephone exchange, late ones too. */
export const importCalls: Command = {
  name: "import calls",
  words: { id: "Catatan panggilan dari sentral telepon (CSV).", en: "Call records of the telephone exchange (CSV)." },
  args: ["<file>"],
  options: evidenceOptions(FORMATS),
  run: (context) => importEvidenceFile(context, FORMATS),
};
