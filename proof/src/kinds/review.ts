import type { Kinds } from "./kind.ts";

/** Is every look explained by evening? */
export const reviewKinds = {
  report: {
    body: {
      kind: "string",
      date: "string",
      count: "int",
      "id?": "string",
      "office?": "string",
      "state?": "string",
      "source?": "string",
      "change?": "string",
      "prints?": "strings",
    },
  },
  evening: {
    body: {
      office: "string",
      date: "string",
      looks: "int",
      explained: "int",
      unexplained: "int",
      "answered?": "int",
      "change?": "string",
      "state?": "string",
      "drawn?": "int",
      "upto?": "int",
    },
  },
  desk: {
    body: {
      change: "string",
      "id?": "string",
      "office?": "string",
      "date?": "string",
      "state?": "string",
      "outcome?": "string",
      "why?": "string",
      "looks?": "ints",
      "count?": "int",
      "second?": "string",
    },
  },
  answer: { body: { what: "string", "state?": "string", "reason?": "string", "id?": "string", "looks?": "ints", "date?": "string" } },
  callback: {
    body: { change: "string", "id?": "string", "result?": "string", "state?": "string", "channel?": "string", "date?": "string" },
  },
  inquiry: {
    body: {
      change: "string",
      "id?": "string",
      "state?": "string",
      "step?": "string",
      "outcome?": "string",
      "looks?": "ints",
      "until?": "string",
      /** The row of the ledger that this entry tells, and its fingerprint. */
      "row?": "string",
      "prints?": "strings",
      "seal?": "string",
      "rows?": "strings",
      "kind?": "string",
      "source?": "string",
      "reason?": "string",
      "count?": "int",
    },
  },
  /** What a supervisor owes his team: an unannounced check, a question, a talk; a reminder of the pledge, which names whom it is for. The row of the ledger as with an inquiry. */
  control: {
    body: {
      change: "string",
      "id?": "string",
      "state?": "string",
      "outcome?": "string",
      "until?": "string",
      "row?": "string",
      "prints?": "strings",
      "seal?": "string",
    },
  },
  breach: { body: { change: "string", "id?": "string", "state?": "string", "count?": "int", "until?": "string", "notice?": "string" } },
  trace: { body: { change: "string", "id?": "string", "kind?": "string", "count?": "int", "looks?": "ints", "result?": "string" } },
} as const satisfies Kinds;
