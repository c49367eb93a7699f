import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { isTaken } from "../controls/control-month.ts";
import { writeStep } from "../inquiries/ledger.ts";
import type { ReviewParts } from "../parts.ts";
import { actsOn, type DeskAct, type ToldRow } from "../tell-row.ts";
import { words as deskWords } from "../words.ts";
import { outcomeOf, stateAfter, topicOf } from "./outcome.ts";
import { type DrillRow, drillById, lockDrill } from "./store.ts";
import { tellDrill } from "./tell-drill.ts";

/**
 * Whatever the reviewer decides, the answer says that it was a drill, and nothing else happens: nobody is asked, no inquiry opens, a note is not
 * kept. That he decided is a step of the ledger. @throws Problem 409 a second time
 */
export async function revealDrill(parts: ReviewParts, { person }: SignedIn, row: DrillRow, act: DeskAct): Promise<ToldRow> {
  const { db, clock } = parts;
  if (row.drill.outcome !== undefined || !actsOn(row, person.id, parts.clock.now()).includes(act))
    throw problem("conflict", deskWords.decided);
  const now = clock.now();
  const outcome = outcomeOf(act);
  await parts.act(async (tx, write) => {
    await lockDrill(tx, row.id);
    if (await isTaken(tx, topicOf(row.id))) throw problem("conflict", deskWords.decided);
    await writeStep(tx, write, now, {
      ...{ thread: newId("drl"), begins: true, kind: "drill_done", typ: "control", byId: person.id, topic: topicOf(row.id) },
      facts: { office: row.officeId, month: row.drill.month, decision: act, state: stateAfter(act), outcome },
      body: { state: "done", outcome },
    });
  });
  return tellDrill((await drillById(db, person.id, now, row.id)) ?? row, person.id, person.language, parts);
}
