import type { DeskAct, DeskRow } from "@mercusuar/client";
import type { WordId } from "../../words/say.ts";

interface Act {
  act: DeskAct;
  key: string;
  word: WordId;
}

/** The four answers to a row. Keys stay the same on every row, whichever of them it offers. */
const ACTS: Act[] = [
  { act: "ask", key: "1", word: "act.ask" },
  { act: "accept", key: "2", word: "act.accept" },
  { act: "mistake", key: "3", word: "act.mistake" },
  { act: "follow", key: "4", word: "act.follow" },
];

export const actsOf = (row: Pick<DeskRow, "acts" | "answered" | "kind">): Act[] =>
  ACTS.filter((one) => row.acts.includes(one.act)).map((one) => (one.act === "accept" ? { ...one, word: acceptWord(row) } : one));

/** An explanation is accepted only where there is one: nobody shall read later that the person had given it. */
export function acceptWord({ answered, kind }: Pick<DeskRow, "answered" | "kind">): WordId {
  if (answered) return "act.accept";
  // A drawn sample is explained by evidence already.
  return kind === "sample" ? "act.acceptSample" : "act.acceptWithout";
}

/** The person was asked, and has still time to answer. */
export const isAwaited = ({ due }: Pick<DeskRow, "due">, now: Date): boolean => due !== undefined && now.getTime() < Date.parse(due);

/** Where the work goes on after a row was handled: the next that is open below it, else the last above it, else the row itself. */
export function rowAfter<Row extends { id: string; state: string }>(rows: Row[], handled: string): string {
  const open = rows.filter((row) => row.id === handled || isOpen(row));
  const at = open.findIndex((row) => row.id === handled);
  return (open[at + 1] ?? open[at - 1])?.id ?? handled;
}

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
