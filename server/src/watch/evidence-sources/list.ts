import type { EvidenceSource } from "./contract.ts";
import { counterCsv } from "./counter-csv/index.ts";
import { exchangeCsv } from "./exchange-csv/index.ts";

/** Kinds of files that hold evidence. */
export const evidenceSources: readonly EvidenceSource[] = [exchangeCsv, counterCsv];
