import type { Kinds } from "./kind.ts";

/** What is out of the ordinary? */
export const watchKinds = {
  finding: {
    body: {
      change: "string",
      "id?": "string",
      "detector?": "string",
      "kind?": "string",
      "score?": "int",
      "state?": "string",
      "looks?": "ints",
      "evidence?": "strings",
      "grade?": "string",
      "count?": "int",
    },
  },
  draw: {
    body: {
      kind: "string",
      date: "string",
      "id?": "string",
      "change?": "string",
      "commitment?": "string",
      "hash?": "string",
      "seed?": "string",
      "count?": "int",
      "of?": "int",
      "office?": "string",
      "picked?": "strings",
      "looks?": "ints",
      "part?": "int",
      "list?": "string",
      "budget?": "int",
    },
  },
  detector: { body: { change: "string", "id?": "string", "state?": "string", "version?": "string", "hash?": "string" } },
  peer: { body: { change: "string", "date?": "string", "id?": "string", "office?": "string", "state?": "string", "count?": "int" } },
  honey: { body: { change: "string", "id?": "string", "count?": "int", "state?": "string" } },
  lamp: { body: { change: "string", "part?": "string", "state?": "string", "since?": "string", "was?": "string" } },
  /**
   * Looks that another system claims (`what`: looks), or which numbers belong to which of its customers (links): a batch with its count and a
   * fingerprint a row. Never a look: nothing was opened here. `unknown`: rows of a person or customer whom the house does not know.
   */
  observed: {
    body: { what: "string", source: "string", count: "int", "from?": "string", "to?": "string", "unknown?": "int", prints: "strings" },
  },
} as const satisfies Kinds;
