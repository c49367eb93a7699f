import type { Kinds } from "./kind.ts";

/** May this person see this now? */
export const accessKinds = {
  grant: {
    body: {
      change: "string",
      id: "string",
      function: "string",
      scope: "string",
      "office?": "string",
      "starts?": "string",
      "ends?": "string",
      "sponsor?": "string",
      "why?": "string",
      "state?": "string",
    },
  },
  revoke: { body: { "id?": "string", "function?": "string", "scope?": "string", "why?": "string", "count?": "int", "change?": "string" } },
  portfolio: {
    body: {
      change: "string",
      "id?": "string",
      "office?": "string",
      "from?": "string",
      "until?": "string",
      "count?": "int",
      "kind?": "string",
      "list?": "string",
      "prints?": "strings",
    },
  },
  case: {
    body: {
      change: "string",
      "id?": "string",
      "purpose?": "string",
      "origin?": "string",
      "grade?": "string",
      "outcome?": "string",
      "office?": "string",
      "until?": "string",
      "state?": "string",
      "count?": "int",
    },
  },
  claim: { body: { change: "string", "id?": "string", "until?": "string", "why?": "string" } },
  interaction: {
    body: {
      kind: "string",
      "id?": "string",
      "channel?": "string",
      "result?": "string",
      "source?": "string",
      "grade?": "string",
      "from?": "string",
      "to?": "string",
      "count?": "int",
      "seconds?": "int",
      "prints?": "strings",
    },
  },
  policy: {
    body: {
      change: "string",
      "id?": "string",
      "hash?": "string",
      "version?": "string",
      "state?": "string",
      "rules?": "strings",
      "from?": "string",
      "modes?": "strings",
      "rule?": "string",
      "was?": "string",
      "why?": "string",
    },
  },
  /** A connector's errand: what came of it. `re`: the entry under which its value was opened. */
  delivery: { body: { id: "string", connector: "string", result: "string", "why?": "string" } },
  /** So many more looks today than the quota gives, approved by a supervisor. */
  quota: { body: { change: "string", id: "string", date: "string", count: "int", "why?": "string" } },
  breakglass: {
    body: {
      change: "string",
      "id?": "string",
      "why?": "string",
      "until?": "string",
      "second?": "string",
      "state?": "string",
      "minutes?": "int",
      "office?": "string",
      "alone?": "bool",
    },
  },
} as const satisfies Kinds;
