import type { Context } from "./command.ts";
import { importEvidenceFile } from "./import-evidence.ts";

const FORMATS = ["exchange-csv", "asterisk-cdr", "asterisk-cel"] as const;

/** Records of the exchange, held against the CRM's customers by their id there, or by numbers that `watch import customers` brought. */
export const watchImportCalls = (context: Context, file: string, mapFile: string): Promise<number> =>
  importEvidenceFile(context, FORMATS, { observed: true, file, mapFile });
