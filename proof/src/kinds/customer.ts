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
  /** A customer at the counter confirms that he is there: asked, found, confirmed. */
  presence: { body: { change: "string", "id?": "string", "way?": "string", "until?": "string" } },
  callcode: { body: { change: "string", "id?": "string", "result?": "string", "until?": "string" } },
} as const satisfies Kinds;
