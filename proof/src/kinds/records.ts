import type { Kinds } from "./kind.ts";

/** What do we hold, and why? */
export const recordsKinds = {
  consent: {
    body: {
      question: "string",
      state: "string",
      "method?": "string",
      "version?": "string",
      "until?": "string",
      "source?": "string",
      "id?": "string",
    },
  },
  purpose: {
    body: {
      change: "string",
      "id?": "string",
      "basis?": "string",
      "state?": "string",
      "fields?": "strings",
      "hash?": "string",
      "until?": "string",
      "prints?": "strings",
    },
  },
  field: {
    body: {
      change: "string",
      "id?": "string",
      "class?": "string",
      "mask?": "string",
      "verify?": "bool",
      "state?": "string",
      "hash?": "string",
    },
  },
  customer: {
    body: {
      change: "string",
      "id?": "string",
      "state?": "string",
      "source?": "string",
      "fields?": "strings",
      "office?": "string",
      "why?": "string",
      "from?": "string",
    },
  },
  import: {
    body: {
      change: "string",
      id: "string",
      "source?": "string",
      "file?": "string",
      "rows?": "int",
      "bad?": "int",
      "new?": "int",
      "changed?": "int",
      "kind?": "string",
      "state?": "string",
      "prints?": "strings",
      /** Of a list of holidays: each day that is new, with its kind. */
      "days?": "strings",
    },
  },
  export: {
    body: {
      change: "string",
      "id?": "string",
      "kind?": "string",
      "rows?": "int",
      "fields?": "strings",
      "hash?": "string",
      "to?": "string",
      "until?": "string",
    },
  },
  retention: { body: { change: "string", "id?": "string", "purpose?": "string", "days?": "int", "count?": "int", "until?": "string" } },
} as const satisfies Kinds;
