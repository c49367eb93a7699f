import { newId } from "../platform/ids.ts";
import type { Product } from "../product.ts";
import { type ReplayHouse, SOURCE } from "./house.ts";
import type { Move } from "./moves.ts";
import { type HistoryCase, type HistoryClaim, type HistoryOutcome, insertCases, insertClaims, insertOutcomes } from "./store.ts";

export interface History {
  cases: HistoryCase[];
  claims: HistoryClaim[];
  outcomes: HistoryOutcome[];
}

/** Tasks that are still open when the played days begin, by the log's key. */
export type OpenTasks = Map<string, { caseId: string; customerId: string }>;

/** Turns moves of the past into rows. A person holds a task from his look to his outcome. */
export function historyOf(moves: readonly Move[], house: ReplayHouse): { history: History; cases: Map<string, HistoryCase> } {
  const [cases, looks] = [new Map<string, HistoryCase>(), new Map<string, Extract<Move, { do: "look" }>>()];
  const [claims, outcomes] = [[] as HistoryClaim[], [] as HistoryOutcome[]];
  for (const move of moves) {
    if (move.do === "task")
      cases.set(move.task, { id: newId("case"), external: move.task, customer: house.customers.get(move.caseId) ?? "", openedAt: move.at });
    if (move.do === "end") Object.assign(cases.get(move.task) ?? {}, { closedAt: move.at });
    if (move.do === "look") looks.set(move.look, move);
    if (move.do !== "outcome") continue;
    const look = looks.get(move.look);
    const task = look?.task ? cases.get(look.task) : undefined;
    const person = house.people.get(move.who) ?? "";
    if (task && look)
      claims.push({ id: newId("claim"), case: task.id, person, claimedAt: look.at, releasedAt: move.at, outcome: move.outcome });
    if (task && move.outcome !== "call_back") Object.assign(task, { closedAt: move.at, outcome: move.outcome });
    outcomes.push({
      id: newId("int"),
      person,
      customer: house.customers.get(move.caseId) ?? "",
      case: task?.id,
      at: move.at,
      result: move.outcome,
      grade: task ? "B" : "C",
    });
  }
  return { history: { cases: [...cases.values()], claims, outcomes }, cases };
}

const AT_ONCE = 2_000;

/** Writes the past down in bulk: each batch with one entry that says what it is. Gives the tasks that stand open. */
export async function keepHistory(
  product: Product,
  house: ReplayHouse,
  moves: readonly Move[],
  onProgress: (done: number) => void,
): Promise<OpenTasks> {
  const { history, cases } = historyOf(moves, house);
  let done = 0;
  const keep = async <Row>(
    kind: string,
    rows: readonly Row[],
    insert: (batch: readonly Row[], idx: number) => Parameters<Product["journal"]["act"]["after"]>[1],
  ): Promise<void> => {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const batch = rows.slice(at, at + AT_ONCE);
      const noted = await product.keeper.append({
        typ: "import",
        act: house.integrator,
        body: { change: "history", id: newId("import"), source: SOURCE, kind, rows: batch.length },
      });
      if (!noted.ok) throw new Error(`the keeper refused the history of the replay: ${noted.code}`);
      await product.journal.act.after(noted.idx, insert(batch, noted.idx));
      done += batch.length;
      onProgress(done);
    }
  };
  await keep("cases", history.cases, (batch, idx) => (tx) => insertCases(tx, batch, { office: house.office, by: house.integrator, idx }));
  await keep("claims", history.claims, (batch, idx) => (tx) => insertClaims(tx, batch, idx));
  await keep("outcomes", history.outcomes, (batch, idx) => (tx) => insertOutcomes(tx, batch, idx));
  return new Map(
    [...cases].filter(([, one]) => one.closedAt === undefined).map(([key, one]) => [key, { caseId: one.id, customerId: one.customer }]),
  );
}
