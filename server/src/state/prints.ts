import type { Entry } from "@mercusuar/proof";
import { partsOfPrint, rowKeyPrint } from "../platform/row-print.ts";
import { printsOf } from "./told.ts";

interface Brought {
  content: string;
  index: number;
  table: string;
  met?: true;
}

/** Which table the rows of an entry went into. */
const TABLES: Partial<Record<string, string>> = {
  portfolio: "access.portfolio",
  import: "access.cases",
  interaction: "watch.interaction",
  report: "watch.report_row",
  observed: "watch.observed",
  purpose: "records.purpose",
};

/** The fingerprints of all rows that entries brought; the last word about a row counts. */
export class Prints {
  /** Entries of lists that say nothing of their rows, and how many rows they brought. */
  readonly old = new Map<number, number>();
  private readonly rows = new Map<string, Brought>();
  private readonly metOld = new Map<number, number>();
  private readonly reports = new Map<string, string[]>();

  note(index: number, entry: Entry): void {
    const table = entry.typ === "observed" && entry.body?.what === "links" ? "watch.observed_link" : TABLES[entry.typ];
    if (table === undefined || entry.dec === "deny") return;
    const prints = printsOf(entry);
    if (prints === undefined) return this.noteOld(index, entry);
    if (entry.typ === "report") this.filedAgain(entry, prints);
    for (const print of prints) {
      const { key, content } = partsOfPrint(print);
      this.rows.set(key, { content, index, table });
    }
  }

  private noteOld(index: number, { typ, body = {} }: Entry): void {
    const lists = typ === "portfolio" || typ === "interaction" || typ === "report" || body.change === "cases" || body.change === "history";
    const count = [body.new, body.count, body.rows].find((one): one is number => typeof one === "number") ?? 0;
    if (lists && count > 0) this.old.set(index, count);
  }

  /** A report that is filed again takes the place of the one before. */
  private filedAgain({ body = {} }: Entry, prints: string[]): void {
    const id = String(body.id);
    for (const key of this.reports.get(id) ?? []) this.rows.delete(key);
    this.reports.set(
      id,
      prints.map((print) => partsOfPrint(print).key),
    );
  }

  knows(table: string, id: string): boolean {
    return this.rows.has(rowKeyPrint(table, id));
  }

  /** A comparison begins: no row was met. */
  begin(): void {
    for (const row of this.rows.values()) delete row.met;
    this.metOld.clear();
  }

  /** What an entry says of a row that was met in its table. */
  meet(table: string, id: string): Brought | undefined {
    const row = this.rows.get(rowKeyPrint(table, id));
    if (row !== undefined) row.met = true;
    return row;
  }

  /** Did a list of an older release bring this row? No list brought more than it says. */
  meetOld(idx: number | null): boolean {
    const most = this.old.get(idx ?? -1);
    if (idx === null || most === undefined) return false;
    const met = (this.metOld.get(idx) ?? 0) + 1;
    this.metOld.set(idx, met);
    return met <= most;
  }

  /** Rows that no table holds any more, counted by table and entry. */
  gone(): Array<{ table: string; index: number; rows: number }> {
    const gone = new Map<string, { table: string; index: number; rows: number }>();
    for (const { table, index, met } of this.rows.values()) {
      if (met) continue;
      const one = gone.get(`${table} ${index}`) ?? { table, index, rows: 0 };
      one.rows++;
      gone.set(`${table} ${index}`, one);
    }
    return [...gone.values()];
  }
}
