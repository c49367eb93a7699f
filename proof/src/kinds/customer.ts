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
  presence: {
    body: { change: "string", "id?": "string", "way?": "string", "until?": "string", "office?": "string", "hash?": "string" },
  },
  /** `hash`: of the keyed hash that the row holds; here as there nobody finds the code from it. */
  callcode: {
    body: { change: "string", "id?": "string", "result?": "string", "until?": "string", "office?": "string", "hash?": "string" },
  },
} as const satisfies Kinds;
