import { type CsvRow, RowError, type RowErrors, readCsv } from "../platform/csv.ts";
import { addInteractions, MAX_BATCH } from "./add-interactions.ts";
import { asKnown } from "./as-known.ts";
import type { Evidence, EvidenceMap, FileSource, Gathering, Parsed, Row } from "./evidence-sources/contract.ts";
import { type Bringer, importGrant } from "./lookup-tokens.ts";
import { observeEvidence } from "./observed/observe-evidence.ts";
import type { WatchParts } from "./parts.ts";
import { readInstant } from "./read-instant.ts";

export interface Imported {
  rows: number;
  new: number;
  same: number;
  unbound: number;
  bad: number;
  /** Rows that speak of no contact with a customer. */
  others: number;
}

export interface ImportEvidence {
  source: FileSource;
  map: EvidenceMap;
  file: string;
  /** In whose name numbers are looked up, and the second person of that grant (the same only at assurance 0); nobody where none is. */
  bringer?: Bringer;
  second?: string;
  /** The customers are the CRM's own (Mode Pantau): found by its ids and by imported links, never by the keeper. */
  observed?: boolean;
  /** Where bad rows go. */
  errors: RowErrors;
  /** Only reads and counts. */
  dryRun?: boolean;
  progress?: (rows: number) => void;
}

interface Read {
  line: number;
  evidence: Evidence;
}

/**
 * Reads a file of contact records, 500 rows a batch. The same file again changes nothing, nor does one that overlaps it; a bad row is written
 * down and the others go on.
 * @throws RowError when the file itself cannot be read
 */
export async function importEvidence(parts: WatchParts, job: ImportEvidence): Promise<Imported> {
  const total: Imported = { rows: 0, new: 0, same: 0, unbound: 0, bad: 0, others: 0 };
  const { source, map } = job;
  const granted = await grantedJob(parts, job);
  const gathering = source.gather?.(map, readInstant);
  const columns = source.order ? { order: source.order } : { columns: Object.values(map.columns) };
  let batch: Read[] = [];
  let line = 0;
  for await (const row of readCsv(job.file, columns)) {
    total.rows++;
    line = row.line;
    batch.push(...keep(job, line, parse(job, row, gathering), total));
    if (batch.length >= MAX_BATCH) {
      await flush(parts, granted, batch.splice(0, MAX_BATCH), total);
    }
  }
  batch.push(...keep(job, line, gathering?.end() ?? [], total));
  for (; batch.length > 0; batch = batch.slice(MAX_BATCH)) await flush(parts, granted, batch.slice(0, MAX_BATCH), total);
  return total;
}

async function grantedJob({ keeper, clock }: WatchParts, job: ImportEvidence): Promise<ImportEvidence> {
  const { bringer, second, map } = job;
  if (job.dryRun || job.observed || !bringer) return job;
  const grant = await importGrant(keeper, clock.now(), bringer.personId, second ?? bringer.personId, map.source);
  return { ...job, bringer: { ...bringer, grant } };
}

function parse({ source, map, errors }: ImportEvidence, { row, fault }: CsvRow, gathering: Gathering<Row> | undefined): Parsed[] | "fault" {
  if (fault) {
    errors.add(fault);
    return "fault";
  }
  return gathering ? gathering.take(row) : [source.parse(row, map, readInstant)];
}

/** Keeps what is evidence, writes faults down and counts the rest. */
function keep({ map, errors }: ImportEvidence, line: number, list: Parsed[] | "fault", total: Imported): Read[] {
  if (list === "fault") {
    total.bad++;
    return [];
  }
  return list.flatMap((parsed) => {
    if ("evidence" in parsed) return [{ line, evidence: asKnown(parsed.evidence, map) }];
    if ("nothing" in parsed) total.others++;
    else {
      total.bad++;
      errors.add(new RowError(line, parsed.fault.column, parsed.fault.what, parsed.fault.expected));
    }
    return [];
  });
}

async function flush(
  parts: WatchParts,
  { map, bringer, errors, dryRun, observed, progress }: ImportEvidence,
  batch: readonly Read[],
  total: Imported,
): Promise<void> {
  progress?.(total.rows);
  if (dryRun || batch.length === 0) return;
  const list = batch.map(({ evidence }) => evidence);
  const found = observed ? await observeEvidence(parts.db, parts.serverKey, list) : list;
  const added = await addInteractions(parts, bringer, map.source, found);
  const lines = new Map(batch.map(({ line, evidence }) => [evidence.external, line]));
  for (const { row, column, what, expected } of added.bad)
    errors.add(new RowError(lines.get(found[row]?.external ?? "") ?? 0, map.columns[column] ?? column, what, expected));
  total.new += added.new;
  total.same += added.same;
  total.unbound += added.unbound;
  total.bad += added.bad.length;
}
