import type { RowState } from "../desk-store.ts";
import type { DeskAct } from "../tell-row.ts";

/** What a drill showed. `unanswered`: its days are over and it was not decided; that follows from the clock and is written nowhere. */
export type Outcome = "caught" | "missed";

/** Whoever asks or takes it further has looked; whoever lets it pass has not. Pure. */
export const outcomeOf = (act: DeskAct): Outcome => (act === "ask" || act === "follow" ? "caught" : "missed");

/** How a revealed drill stands on the desk: nobody is asked, so none waits. Pure. */
export const stateAfter = (act: DeskAct): RowState => (act === "mistake" ? "mistake" : act === "accept" ? "accepted" : "followed");

/** Topic of the step that reveals it. */
export const topicOf = (id: string): string => `drill ${id}`;
