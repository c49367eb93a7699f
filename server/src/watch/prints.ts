import { rowPrint } from "../platform/row-print.ts";

/** A row of a day's report, under its report. */
export const reportRowPrint = (row: { report: string; n: number; customer: string; channel: string; result: string }): string =>
  rowPrint("watch.report_row", `${row.report} ${row.n}`, [row.customer, row.channel, row.result]);

/** A contact record as it stands after a batch: one that was completed gets a new fingerprint. */
export interface PrintedInteraction {
  id: string;
  kind: string;
  person_id: string | null;
  customer_id: string | null;
  channel: string | null;
  starts_at: Date;
  ends_at: Date | null;
  result: string | null;
  source: string;
  external_id: string;
  grade: string;
}

/** {@link rowPrint} of a row of `watch.interaction`, for the entry of its batch. */
export const interactionPrint = (row: PrintedInteraction): string =>
  rowPrint("watch.interaction", row.id, [
    ...[row.kind, row.person_id, row.customer_id, row.channel, row.starts_at, row.ends_at, row.result],
    ...[row.source, row.external_id, row.grade],
  ]);
