import type { Kinds } from "./kind.ts";

/** May this person hold a key? */
export const peopleKinds = {
  person: {
    body: {
      change: "string",
      "id?": "string",
      "office?": "string",
      "employment?": "string",
      "vendor?": "string",
      "supervisor?": "string",
      "superior?": "string",
      "state?": "string",
      "post?": "string",
      "pattern?": "string",
      "from?": "string",
      "until?": "string",
      "why?": "string",
    },
  },
  standing: { body: { change: "string", "id?": "string", "state?": "string", "why?": "strings", "from?": "string", "until?": "string" } },
  terms: { body: { change: "string", "id?": "string", "version?": "string", "hash?": "string", "from?": "string", "until?": "string" } },
  pledge: {
    body: {
      change: "string",
      "id?": "string",
      "version?": "string",
      "hash?": "string",
      "method?": "string",
      "from?": "string",
      "until?": "string",
      "witness?": "string",
    },
  },
  screening: {
    body: {
      change: "string",
      "id?": "string",
      "kind?": "string",
      "state?": "string",
      "result?": "string",
      "round?": "int",
      "on?": "string",
      "until?": "string",
      "by?": "string",
    },
  },
  contract: {
    body: {
      change: "string",
      "id?": "string",
      "kind?": "string",
      "vendor?": "string",
      "state?": "string",
      "from?": "string",
      "until?": "string",
      "hash?": "string",
    },
  },
  duty: {
    body: {
      change: "string",
      date: "string",
      "id?": "string",
      "kind?": "string",
      "from?": "string",
      "to?": "string",
      "source?": "string",
      "office?": "string",
      "count?": "int",
      "why?": "string",
    },
  },
  function: {
    body: { change: "string", "id?": "string", "function?": "string", "state?": "string", "scope?": "string", "rights?": "strings" },
  },
  conflict: { body: { change: "string", "id?": "string", "kind?": "string", "state?": "string", "until?": "string", "count?": "int" } },
  talk: {
    body: {
      change: "string",
      "id?": "string",
      "kind?": "string",
      "on?": "string",
      "state?": "string",
      "step?": "int",
      "row?": "string",
      "prints?": "strings",
      "seal?": "string",
      "outcome?": "string",
    },
  },
  sanction: {
    body: {
      change: "string",
      "id?": "string",
      "step?": "string",
      "state?": "string",
      "from?": "string",
      "until?": "string",
      "inquiry?": "string",
      "row?": "string",
      "prints?": "strings",
      "seal?": "string",
      "reason?": "string",
    },
  },
  /** Two persons decide what cannot be taken back: one asks, another confirms. */
  approval: { body: { change: "string", id: "string", what: "string", "why?": "string", "until?": "string" } },
  office: {
    body: { change: "string", "id?": "string", "state?": "string", "parent?": "string", "supervisor?": "string", "zone?": "string" },
  },
  vendor: {
    body: { change: "string", "id?": "string", "state?": "string", "pattern?": "string", "contract?": "string", "until?": "string" },
  },
} as const satisfies Kinds;
