import type { Kinds } from "./kind.ts";

/** No word of the trade. */
export const platformKinds = {
  session: { body: { change: "string", "why?": "string", "method?": "string", "id?": "string", "until?": "string", "count?": "int" } },
  credential: { body: { change: "string", "kind?": "string", "method?": "string", "id?": "string", "state?": "string", "why?": "string" } },
  setting: { body: { change: "string", "name?": "string", "value?": "string", "hash?": "string", "was?": "string" } },
  clock: { body: { change: "string", "to?": "string", "from?": "string", "rate?": "int" } },
  operator: {
    body: { command: "string", "change?": "string", "result?": "string", "what?": "string", "host?": "string", "name?": "string" },
  },
  job: { body: { change: "string", "name?": "string", "state?": "string", "count?": "int", "date?": "string" } },
  connector: { body: { change: "string", "id?": "string", "kind?": "string", "state?": "string", "rows?": "int" } },
} as const satisfies Kinds;
