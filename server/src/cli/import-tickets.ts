import type { Command } from "./command.ts";
import { evidenceOptions, importEvidenceFile } from "./import-evidence.ts";

/** `mercusuar import tickets FILE --map MAP`: tickets of the counter's queue. */
export const importTickets: Command = {
  name: "import tickets",
  words: { id: "Tiket antrean loket (CSV).", en: "Tickets of the counter's queue (CSV)." },
  args: ["<file>"],
  options: evidenceOptions,
  run: (context) => importEvidenceFile(context, "counter-csv"),
};
