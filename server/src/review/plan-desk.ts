import type { KeptRow, RowChange, RowState, ToldMistake } from "./desk-store.ts";
import type { Draft } from "./draft.ts";
import type { Reason } from "./reason.ts";
import { NO_CAUSE } from "./rules.ts";

/** What an evening run changes on the desk. */
export interface DeskPlan {
  insert: Draft[];
  change: RowChange[];
}

/** More wrong clicks than this within 30 days, and the supervisor judges them. */
const MISTAKES = 3;
const OPEN: ReadonlySet<string> = new Set(["waiting", "asked", "answered"]);
const RECHECKED: ReadonlySet<string> = new Set(["report", "missing_report", "unanswered"]);

/**
 * Compares what the evening found with what lies on the desk: new rows, rows whose count has grown, rows that late evidence has explained,
 * and wrong clicks told at once. Run twice, the second plan is empty. Pure.
 */
export function planDesk(kept: readonly KeptRow[], drafts: readonly Draft[], mistakes: ReadonlyMap<number, ToldMistake>): DeskPlan {
  const byKey = new Map(kept.map((row) => [keyOf(row), row]));
  const found = new Set(drafts.map(keyOf));
  const change = new Map<string, RowChange>();
  const insert: Draft[] = [];
  for (const draft of drafts) {
    const row = byKey.get(keyOf(draft));
    if (!row) insert.push(draft);
    else if (draft.kind !== "look" && draft.kind !== "listing" && !same(row.reasons, draft.reasons)) regrow(row, draft, change);
  }
  for (const row of kept.filter(({ state }) => OPEN.has(state))) {
    if (isExplained(row, found)) change.set(row.id, { id: row.id, was: row.state, state: "explained", reasons: row.reasons });
    else if (row.state !== "answered") tell(row, row.looks, mistakes, change);
  }
  for (const draft of insert)
    tell(
      { ...draft, state: "waiting" },
      draft.looks.map(({ idx }) => idx),
      mistakes,
      change,
    );
  return { insert, change: [...change.values()] };
}

const keyOf = ({ personId, kind, topic }: { personId: string; kind: string; topic: string }): string => `${personId} ${kind} ${topic}`;

/** Key order does not survive the database. */
const same = (a: readonly Reason[], b: readonly Reason[]): boolean => canonical(a) === canonical(b);
const canonical = (list: readonly Reason[]): string =>
  JSON.stringify(
    list
      .filter(({ id }) => id !== "supervisor_silent")
      .map(({ id, values = {} }) => [id, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]),
  );

/** More of the same since: the row says so, and points at the newest. What was decided stays decided: a refusal after that has a row of its own. */
function regrow(row: KeptRow, draft: Draft, change: Map<string, RowChange>): void {
  if (!OPEN.has(row.state)) return;
  const silent = row.reasons.filter(({ id }) => id === "supervisor_silent");
  const newest = draft.entry === undefined ? {} : { newest: { entry: draft.entry, customerId: draft.customerId } };
  change.set(row.id, { id: row.id, was: row.state, state: row.state, reasons: [...draft.reasons, ...silent], ...newest });
}

function isExplained(row: KeptRow, found: ReadonlySet<string>): boolean {
  if (RECHECKED.has(row.kind)) return !found.has(keyOf(row));
  return row.looks.length > 0 && row.cleared === row.looks.length;
}

/** A wrong click covers the looks before it was told, never those after. */
function tell(
  row: { id: string; state: RowState; reasons: Reason[]; lastAt: number | undefined },
  looks: readonly number[],
  mistakes: ReadonlyMap<number, ToldMistake>,
  change: Map<string, RowChange>,
): void {
  const told = looks.map((look) => mistakes.get(look)).find((one) => one !== undefined);
  if (!told || (row.lastAt ?? 0) > told.toldAt.getTime()) return;
  const mustBeJudged = row.reasons.some(({ id }) => id === "break_glass" || id === NO_CAUSE);
  const state = told.atOnce && told.before <= MISTAKES && !mustBeJudged ? "mistake" : "answered";
  const before = told.before > 1 ? [{ id: "mistakes_before", values: { count: told.before } }] : [];
  change.set(row.id, {
    id: row.id,
    was: row.state,
    state,
    reasons: [...row.reasons, ...before],
    answer: "mistake",
    answeredAt: told.toldAt,
  });
}
