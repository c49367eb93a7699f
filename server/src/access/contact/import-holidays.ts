import { type CsvRow, RowError } from "../../platform/csv.ts";
import { newId } from "../../platform/ids.ts";
import { isDay } from "../../platform/local-day.ts";
import type { House } from "../parts.ts";

/** Columns of the yearly list; `kind`: holiday or leave (cuti bersama). */
export const HOLIDAY_COLUMNS = ["date", "kind"] as const;
const MOST = 500;

/** Adds holidays from a CSV file. The same file twice adds nothing the second time; nothing is ever taken away. @throws RowError on the first bad row */
export async function importHolidays(
  house: House,
  rows: AsyncIterable<CsvRow>,
  source: string,
  by?: string,
): Promise<{ rows: number; new: number }> {
  const days: Array<{ date: string; kind: string }> = [];
  for await (const { line, row, fault } of rows) {
    if (fault) throw fault;
    const { date = "", kind = "" } = row;
    if (!isDay(date)) throw new RowError(line, "date", "missing or wrong", "a day of the calendar, YYYY-MM-DD");
    if (kind !== "holiday" && kind !== "leave") throw new RowError(line, "kind", "missing or wrong", "holiday or leave");
    if (days.length >= MOST) throw new RowError(line, "", `more than ${MOST} rows`, "a file for each year");
    days.push({ date, kind });
  }
  const id = newId("import");
  return house.act(async (tx, write) => {
    const { rows: added } = await tx.query<{ day: string }>(
      `insert into access.holiday (on_date, kind, source) select r.date, r.kind, $3 from unnest($1::date[], $2::text[]) as r (date, kind)
        on conflict (on_date) do nothing returning on_date || ' ' || kind as day`,
      [days.map(({ date }) => date), days.map(({ kind }) => kind), source],
    );
    const body = {
      change: "holidays",
      id,
      source,
      kind: "holidays",
      rows: days.length,
      new: added.length,
      days: added.map(({ day }) => day).sort(),
    };
    await write({ typ: "import", aggregate: `import:${source}`, ...(by ? { act: by } : {}), body });
    return { rows: days.length, new: added.length };
  });
}
