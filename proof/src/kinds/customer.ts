import type { Kinds } from "./kind.ts";

/** What may the customer see and demand? */
export const customerKinds = {
  request: {
    body: {
      change: "string",
      "id?": "string",
      "kind?": "string",
      "state?": "string",
      "until?": "string",
      "channel?": "string",
      "result?": "string",
    },
  },
  notice: { body: { change: "string", "id?": "string", "kind?": "string", "channel?": "string", "state?": "string" } },
  callcode: { body: { change: "string", "id?": "string", "result?": "string", "until?": "string" } },
} as const satisfies Kinds;
