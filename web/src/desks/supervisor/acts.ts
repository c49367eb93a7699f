import type { DeskAct, DeskRow } from "@mercusuar/client";
import type { WordId } from "../../words/say.ts";

/** The four answers to a row. Keys stay the same on every row, whichever of them it offers. */
export const ACTS: { act: DeskAct; key: string; word: WordId; takesNote: boolean }[] = [
  { act: "ask", key: "1", word: "act.ask", takesNote: false },
  { act: "accept", key: "2", word: "act.accept", takesNote: true },
  { act: "mistake", key: "3", word: "act.mistake", takesNote: false },
  { act: "follow", key: "4", word: "act.follow", takesNote: true },
];

export const actsOf = (row: Pick<DeskRow, "acts">) => ACTS.filter((one) => row.acts.includes(one.act));

/** The row below or above; stays at the ends. Nothing chosen yet: the first. */
export function stepRow(rows: { id: string }[], chosen: string | undefined, by: 1 | -1): string | undefined {
  const at = rows.findIndex((row) => row.id === chosen);
  if (at < 0) return rows[0]?.id;
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id;
}

const OPEN = new Set(["waiting", "asked", "answered"]);

/** Rows that still wait for the supervisor come first, in the order of the server; decided ones keep their place below. */
export function inOrder<Row extends { state: string }>(rows: Row[]): Row[] {
  return [...rows.filter((row) => OPEN.has(row.state)), ...rows.filter((row) => !OPEN.has(row.state))];
}

export const isOpen = (row: { state: string }): boolean => OPEN.has(row.state);
