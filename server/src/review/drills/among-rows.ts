import type { SignedIn } from "../../platform/signed-in.ts";
import type { ReviewParts } from "../parts.ts";
import { type RowPlace, rowsTo, type StoredRow } from "../row-store.ts";
import { type ToldRow, tellRow } from "../tell-row.ts";
import { type DrillRow, drillsTo } from "./store.ts";
import { tellDrill } from "./tell-drill.ts";

export type DeskRow = StoredRow | DrillRow;

interface Page {
  date: string;
  office: string | undefined;
  after: RowPlace | undefined;
  limit: number;
}

/** Rows on a reviewer's desk from a place on, a drill among them where it belongs. Only here it lies among rows: whatever counts them does not meet it. */
export async function deskWith(parts: ReviewParts, person: SignedIn["person"], { date, office, after, limit }: Page) {
  const rows = await rowsTo(parts.db, person.id, date, office, after, limit);
  const drills = await drillsTo(parts.db, person.id, parts.clock.now(), date, office);
  return {
    found: inPlace(
      rows,
      drills.filter((drill) => !after || isBefore(after, drill)),
    ).slice(0, limit),
    /** Customers whose names the keeper knows. */
    customersOf: (page: readonly DeskRow[]): string[] => page.flatMap((row) => (isDrill(row) ? [] : (row.customerId ?? []))),
    tell: (row: DeskRow, named: ReadonlyMap<string, string>): ToldRow =>
      isDrill(row)
        ? tellDrill(row, person.id, person.language, parts)
        : tellRow(row, person.id, person.language, named.get(row.customerId ?? ""), parts),
  };
}

const isDrill = (row: DeskRow): row is DrillRow => "drill" in row;

/** Each drill before the first row that comes after it; the rows stay in the order of the database. Pure. */
export function inPlace(rows: readonly StoredRow[], drills: readonly DrillRow[]): DeskRow[] {
  const all: DeskRow[] = [...rows];
  for (const drill of drills) {
    const next = all.findIndex((row) => isBefore(drill, row));
    all.splice(next === -1 ? all.length : next, 0, drill);
  }
  return all;
}

function isBefore(one: RowPlace, other: RowPlace): boolean {
  const by = one.rank - other.rank || one.at.getTime() - other.at.getTime();
  return by === 0 ? one.id < other.id : by < 0;
}
