import type { Reading } from "../platform/database.ts";
import { partsOfPrint } from "../platform/row-print.ts";
import { type StepRow, sealPrint, stepPrint } from "../review/index.ts";
import type { StateFinding } from "./report.ts";
import type { StepState, StepsReplay } from "./steps-replay.ts";
import { tablePages } from "./table-pages.ts";

const TABLE = "review.inquiry_step";
const TEXT = `select id, thread, n, kind, person_id as "personId", by_id as "byId", at, facts, sealed, sealed_for as "sealedFor", topic, idx
  from review.inquiry_step where id > $1 order by id limit $2`;

/** The ledger against its entries (R96): a step that was changed, added or taken away behind the program's back is named. Gives the number of rows. */
export async function compareSteps(db: Reading, { steps }: StepsReplay, findings: StateFinding[]): Promise<number> {
  const met = new Set<string>();
  for await (const row of tablePages<StepRow>(db, TEXT)) {
    met.add(row.id);
    const state = steps.get(row.id);
    const what = state === undefined ? ["not in the journal"] : differing(row, state);
    if (what.length > 0)
      findings.push({ code: "E_STATE", table: TABLE, row: row.id, what, ...(state === undefined ? {} : { entry: state.index }) });
  }
  for (const [id, { index }] of steps)
    if (!met.has(id)) findings.push({ code: "E_STATE", table: TABLE, row: id, what: ["missing"], entry: index });
  return met.size;
}

function differing(row: StepRow, { content, seal }: StepState): string[] {
  const sealed = row.sealed === null ? null : sealPrint(row.sealed);
  return [...(partsOfPrint(stepPrint(row)).content === content ? [] : ["content"]), ...(sealed === seal ? [] : ["sealed"])];
}
