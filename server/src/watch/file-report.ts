import { newId } from "../platform/ids.ts";
import { fill } from "../platform/language.ts";
import { dayBounds, localDay, nextDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import { customersInReach } from "./in-reach.ts";
import type { WatchParts } from "./parts.ts";
import { reportRowPrint } from "./prints.ts";
import { words } from "./words.ts";

export const REPORT_CHANNELS = ["phone", "counter", "visit", "chat", "other"] as const;
/** Results are outcomes of cases: a closed list, no free text about customers. */
export const REPORT_RESULTS = ["done", "forwarded", "call_back", "not_reached", "wrong_number", "interested", "refused_offer"] as const;
export const MAX_REPORT_ROWS = 500;
const LATEST = 7;

export interface ReportRow {
  customer: string;
  channel: (typeof REPORT_CHANNELS)[number];
  result: (typeof REPORT_RESULTS)[number];
}

export interface Report {
  id: string;
  date: string;
  nihil: boolean;
  rows: number;
  filedAt: Date;
}

/**
 * The agent's own account of his day (R51): whom he served, or "nihil". Filing again for the same day takes the place of the earlier
 * report; the journal keeps both. What a desk has already shown stays there.
 */
export async function fileReport(
  parts: WatchParts,
  person: { id: string; zone: string },
  date: string,
  nihil: boolean,
  rows: readonly ReportRow[],
): Promise<Report> {
  const now = parts.clock.now();
  await check(parts, person, now, date, nihil, rows);
  const fresh = newId("rep");
  const id = await parts.act(async (tx, write) => {
    const { rows: kept } = await tx.query<{ id: string }>(
      `insert into watch.report (id, person_id, on_date, filed_at, nihil) values ($1, $2, $3, $4, $5)
       on conflict (person_id, on_date) do update set filed_at = excluded.filed_at, nihil = excluded.nihil returning id`,
      [fresh, person.id, date, now, nihil],
    );
    const report = kept[0]?.id ?? fresh;
    await tx.query("delete from watch.report_row where report_id = $1", [report]);
    await tx.query(
      "insert into watch.report_row (report_id, n, customer_id, channel, result) select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[])",
      [
        report,
        rows.map((_, at) => at),
        rows.map(({ customer }) => customer),
        rows.map(({ channel }) => channel),
        rows.map(({ result }) => result),
      ],
    );
    await write({
      typ: "report",
      aggregate: `person:${person.id}`,
      act: person.id,
      body: {
        kind: nihil ? "nihil" : "day",
        date,
        count: rows.length,
        id: report,
        change: report === fresh ? "filed" : "filed_again",
        prints: rows.map((row, n) => reportRowPrint({ report, n, ...row })),
      },
      marks: [{ table: "watch.report", id: report }],
    });
    return report;
  });
  return { id, date, nihil, rows: rows.length, filedAt: now };
}

async function check(
  parts: WatchParts,
  { id, zone }: { id: string; zone: string },
  now: Date,
  date: string,
  nihil: boolean,
  rows: readonly ReportRow[],
): Promise<void> {
  const today = localDay(now, zone);
  if (date > today || date < nextDay(today, -LATEST)) throw problem("bad-report", words.reportAhead);
  if (nihil && rows.length > 0) throw problem("bad-report", words.reportBoth);
  if (!nihil && rows.length === 0) throw problem("bad-report", words.reportEmpty);
  const { from, until } = dayBounds(date, zone);
  const known = await customersInReach(parts.db, id, [...new Set(rows.map(({ customer }) => customer))], from, until);
  const missing = rows.findIndex(({ customer }) => !known.has(customer));
  if (missing >= 0)
    throw problem("bad-report", {
      id: fill(words.unknownCustomer.id, { row: missing + 1 }),
      en: fill(words.unknownCustomer.en, { row: missing + 1 }),
    });
}
