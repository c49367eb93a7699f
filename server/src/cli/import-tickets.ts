import type { Command } from "./command.ts";
import { evidenceOptions, importEvidenceFile } from "./import-evidence.ts";

const FORMATS = ["counter-csv", "ticket-csv"] as const;

/** `mercusuar import tickets FILE --map MAP [--format ticket-csv]`: tickets of the counter's queue, or of a ticket system. */
export const importTickets: Command = {
  name: "import tickets",
  words: { id: "Tiket antrean loket atau sistem tiket (CSV).", en: "Tickets of the counter's queue or of a ticket system (CSV)." },
  args: ["<file>"],
  options: evidenceOptions(FORMATS),
  run: (context) => importEvidenceFile(context, FORMATS),
};
