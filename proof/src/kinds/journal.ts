import type { Kinds } from "./kind.ts";

/** What happened, beyond denial? */
export const journalKinds = {
  rebuild: { body: { what: "string", "from?": "int", "to?": "int", "rows?": "int", "state?": "string", "differences?": "int" } },
  /** A copy of the keys outside the house: there, or gone. */
  "key.copy": { body: { change: "string", id: "string", "epoch?": "int", "place?": "string" } },
  /** Somebody asked for a person's day or for a customer's lookers. */
  trail: {
    body: {
      question: "string",
      "from?": "string",
      "to?": "string",
      "rows?": "int",
      "why?": "string",
      "inquiry?": "string",
      "office?": "string",
    },
  },
  "state.snapshot": { body: { what: "string", hash: "string", "rows?": "int", "upto?": "int" } },
  "state.check": { body: { state: "string", "rows?": "int", "differences?": "int", "upto?": "int", "what?": "strings" } },
  witness: { body: { change: "string", "id?": "string", "size?": "int", "state?": "string", "key?": "string" } },
} as const satisfies Kinds;
