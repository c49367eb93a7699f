import { type CsvRow, RowError, type RowErrors, readCsv } from "../../platform/csv.ts";
import { MOST_PRINTS } from "../../platform/row-print.ts";
import { indexValue } from "../../records/index.ts";
import type { WatchParts } from "../parts.ts";
import { type Keyed, keyed } from "./keyed.ts";
import { addLinks, type Link, linkPrint } from "./store.ts";

export interface ImportLinks {
  file: string;
  source: string;
  /** Columns of the file. */
  columns: { customer: string; phone?: string; email?: string };
  errors: RowErrors;
  dryRun?: boolean;
  progress?: (rows: number) => void;
}

export interface ImportedLinks {
  rows: number;
  new: number;
  bad: number;
}

/**
 * Takes which telephone number and e-mail address belongs to which customer of the CRM, all three under keyed names: so that a call finds whose it was,
 * and no number, address or id of a customer is kept. The same file again changes nothing.
 * @throws RowError when the file itself cannot be read
 */
export async function importLinks(parts: WatchParts, job: ImportLinks): Promise<ImportedLinks> {
  const total: ImportedLinks = { rows: 0, new: 0, bad: 0 };
  const names = keyed(parts.serverKey);
  let batch: Link[] = [];
  for await (const row of readCsv(job.file, { columns: Object.values(job.columns) })) {
    total.rows++;
    const links = linksOf(row, job, names);
    if (links instanceof RowError) {
      total.bad++;
      job.errors.add(links);
    } else batch.push(...links);
    if (batch.length < MOST_PRINTS - 2) continue;
    total.new += await keep(parts, job, batch);
    job.progress?.(total.rows);
    batch = [];
  }
  total.new += await keep(parts, job, batch);
  return total;
}

function linksOf({ line, row, fault }: CsvRow, { columns }: ImportLinks, names: Keyed): Link[] | RowError {
  if (fault) return fault;
  const ref = (row[columns.customer] ?? "").trim();
  if (!ref) return new RowError(line, columns.customer, "empty", "the customer's id in the CRM");
  const links: Link[] = [];
  for (const kind of ["phone", "email"] as const) {
    const text = (row[columns[kind] ?? ""] ?? "").trim();
    if (!text) continue;
    const value = indexValue(kind, text);
    if (value === undefined)
      return new RowError(line, columns[kind] ?? kind, "no telephone number or e-mail address", "0812…, +62812… or name@domain.tld");
    links.push({ token: names.link(kind, value), customerId: names.customer(ref) });
  }
  return links;
}

async function keep(parts: WatchParts, { source, dryRun }: ImportLinks, batch: readonly Link[]): Promise<number> {
  if (dryRun || batch.length === 0) return 0;
  const there = await parts.db.query<{ token: string; customer_id: string }>(
    "select token, customer_id from watch.observed_link where token = any($1)",
    [batch.map(({ token }) => token)],
  );
  const known = new Set(there.rows.map(({ token, customer_id }) => `${token} ${customer_id}`));
  const fresh = [...new Map(batch.map((link) => [`${link.token} ${link.customerId}`, link])).entries()]
    .filter(([id]) => !known.has(id))
    .map(([, link]) => link);
  if (fresh.length === 0) return 0;
  return parts.act(async (tx, write) => {
    const added = await addLinks(tx, fresh);
    const prints = fresh.map(linkPrint);
    await write({ typ: "observed", aggregate: `observed:${source}`, body: { what: "links", source, count: added, prints } });
    return added;
  });
}
