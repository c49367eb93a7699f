import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { bounded, closed } from "../platform/schemas.ts";
import { MAX_BATCH } from "./add-interactions.ts";
import type { Watch } from "./index.ts";

const badRow = closed({ row: Type.Integer(), column: Type.String(), what: Type.String(), expected: Type.String() });

/**
 * What systems outside send as it happens: calls that start and end, counter tickets, dispatched items, ticket systems. Authenticated by the
 * feed's own secret, not by a session; the body is read byte by byte as it was signed.
 */
export const evidenceRoutes =
  (watch: Watch): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeContentTypeParser("application/json");
    app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    app.post(
      "/api/evidence/:feed",
      {
        schema: {
          params: closed({ feed: Type.String({ pattern: "^[\\w.-]{1,60}$" }) }),
          response: {
            200: closed({
              ...{ new: Type.Integer(), same: Type.Integer(), unbound: Type.Integer(), others: Type.Integer() },
              bad: bounded(badRow, MAX_BATCH * 2),
            }),
          },
        },
      },
      async ({ params, headers, body }) => watch.receive(params.feed, { headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) }),
    );
  };
