import { asking, server } from "../../app/server.ts";
import type { Card } from "./card-state.ts";
import { forgetQueued } from "./queue-memory.ts";

export interface Ended {
  of: Card;
  outcome: string;
}

/** The page may be closing while this goes out. */
const LAST = { keepalive: true };

/** Tells how the work ended, and takes a finished task off the queue. */
export async function endWork({ of, outcome }: Ended): Promise<void> {
  await asking(outcome === "mistake" ? tellMistake(of) : closeCase(of, outcome));
  if (outcome !== "call_back") forgetQueued(of.case);
}

async function closeCase(card: Card, outcome: string): Promise<void> {
  if (card.case) await server.closeCase(card.case, outcome, LAST);
}

/** Told at once, every look of the card is an honest mistake. A task of one's own making ends with it; a handed-out one goes back. */
async function tellMistake(card: Card): Promise<void> {
  await Promise.all(card.entries.map((entry) => server.tellMistake({ entry }, LAST)));
  if (!card.case) return;
  if (card.origin === "agent_call" || card.origin === "agent_visit") await server.closeCase(card.case, "mistake", LAST);
  else await server.releaseCase(card.case, LAST);
}
