import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { bounded, closed, entryNumber, idText, text } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import { asProblem, warningsOf } from "./answer-refusal.ts";
import type { Access } from "./make-access.ts";
import { purposeId, reason } from "./shapes.ts";

const optional = <S extends Parameters<typeof Type.Optional>[0]>(schema: S) => Type.Optional(schema);
const useBody = closed({
  purpose: purposeId(),
  case: optional(idText()),
  connector: Type.String({ pattern: "^[a-z][a-z0-9-]*$", maxLength: 40 }),
  /** A telephone inside the house: too short for anybody's own number. */
  line: optional(Type.String({ pattern: "^[0-9]{2,6}$" })),
  reason: reason(),
  subject: optional(text(200)),
  text: optional(text(4_000)),
  iid: optional(Type.String({ pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" })),
});
const useAnswer = closed({
  state: Type.String(),
  why: optional(Type.String()),
  reference: Type.String(),
  entry: entryNumber(),
  warnings: bounded(closed({ rule: Type.String(), text: Type.String() }), 20),
});
const way = closed({ name: Type.String(), label: Type.String(), field: Type.String(), needs: bounded(Type.String(), 3) });

/** Acting without seeing: calling and writing to a customer whose number stays masked. */
export const connectorRoutes =
  (access: Access): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      "/api/customers/:id/use",
      { schema: { params: closed({ id: idText() }), body: useBody, response: { 200: useAnswer } } },
      async (request) => {
        const answer = await access.useConnector({ ...request.body, customer: request.params.id, tokenHash: request.tokenHash });
        if (answer.refused) throw asProblem(access.policy, answer, request.language);
        const { state, why, reference, entry, warnings } = answer;
        return { state, reference, entry, ...(why ? { why } : {}), warnings: warningsOf(access.policy, warnings, request.language) };
      },
    );
    app.get("/api/connectors", { schema: { response: { 200: closed({ connectors: bounded(way, 50) }) } } }, async (request) => {
      await signedIn(request);
      return { connectors: access.connectors(request.language) };
    });
  };
