import { type CsvRow, RowError, type RowErrors, readCsv } from "../platform/csv.ts";
import { addInteractions, MAX_BATCH } from "./add-interactions.ts";
import type { Evidence, EvidenceMap, EvidenceSource } from "./evidence-sources/contract.ts";
import { type Bringer, importGrant } from "./lookup-tokens.ts";
import type { WatchParts } from "./parts.ts";
import { readInstant } from "./read-instant.ts";

export interface Imported {
  rows: number;
  new: number;
  same: number;
  unbound: number;
  bad: number;
}

export interface ImportEvidence {
  source: EvidenceSource;
  map: EvidenceMap;
  file: string;
  bringer: Bringer;
  /** The second person of the import grant; the same person only at assurance 0. */
  second: string;
  /** Where bad rows go. */
  errors: RowErrors;
  progress?: (rows: number) => void;
}

interface Read {
  line: number;
  evidence: Evidence;
}

/**
 * Reads a file of contact records, 500 rows a batch. The same file again changes nothing; a bad row is written down and the others go on.
 * @throws RowError when the file itself cannot be read
 */
export async function importEvidence(parts: WatchParts, job: ImportEvidence): Promise<Imported> {
  const total: Imported = { rows: 0, new: 0, same: 0, unbound: 0, bad: 0 };
  let batch: Read[] = [];
  const columns = Object.values(job.map.columns);
  const grant = await importGrant(parts.keeper, parts.clock.now(), job.bringer.personId, job.second, job.map.source);
  const granted = { ...job, bringer: { ...job.bringer, grant } };
  for await (const line of readCsv(job.file, { columns })) {
    total.rows++;
    const read = readRow(job, line);
    if (read) batch.push(read);
    else total.bad++;
    if (batch.length === MAX_BATCH) {
      await flush(parts, granted, batch, total);
      batch = [];
    }
  }
  await flush(parts, granted, batch, total);
  return total;
}

function readRow({ source, map, errors }: ImportEvidence, { line, row, fault }: CsvRow): Read | undefined {
  if (fault) {
    errors.add(fault);
    return undefined;
  }
  const read = source.read(row, map, readInstant);
  if ("evidence" in read) return { line, evidence: read.evidence };
  errors.add(new RowError(line, read.fault.column, read.fault.what, read.fault.expected));
  return undefined;
}

async function flush(
  parts: WatchParts,
  { map, bringer, errors, progress }: ImportEvidence,
  batch: readonly Read[],
  total: Imported,
): Promise<void> {
  if (batch.length === 0) return;
  const added = await addInteractions(
    parts,
    bringer,
    map.source,
    batch.map(({ evidence }) => evidence),
  );
  for (const { row, column, what, expected } of added.bad)
    errors.add(new RowError(batch[row]?.line ?? 0, map.columns[column] ?? column, what, expected));
  total.new += added.new;
  total.same += added.same;
  total.unbound += added.unbound;
  total.bad += added.bad.length;
  progress?.(total.rows);
}
