import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { problem } from "../../platform/problem.ts";
import { bounded, closed, idText, oneOf, text } from "../../platform/schemas.ts";
import { type SignedIn, signedIn } from "../../platform/signed-in.ts";
import type { People } from "../make-people.ts";
import { WORDS as PEOPLE_WORDS } from "../words.ts";
import { mayDecide, TWO_PERSON_ACTS, type TwoPersonAct, WHY, type Why } from "./acts.ts";
import type { Approval } from "./approvals.ts";

const one = closed({
  id: Type.String(),
  what: Type.String(),
  subject: Type.String(),
  why: Type.String(),
  askedBy: Type.String(),
  askedAt: Type.String(),
  until: Type.String(),
  confirmedBy: Type.Optional(Type.String()),
});
const password = text(200);
const asked = closed({
  what: oneOf(Object.keys(TWO_PERSON_ACTS) as TwoPersonAct[]),
  subject: Type.Optional(idText()),
  why: oneOf(Object.keys(WHY) as Why[]),
  password,
});
const named = closed({ id: idText() });

/** Two persons: one asks, another confirms; each with the password once more, for a session may be stolen. */
export const approvalRoutes =
  ({ people }: { people: People }): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get("/api/approvals", { schema: { response: { 200: closed({ approvals: bounded(one, 100) }) } } }, async (request) => {
      refuseOthers(await signedIn(request));
      return { approvals: (await people.approvals.list()).map(answerOf) };
    });
    app.post("/api/approvals", { schema: { body: asked, response: { 201: one } } }, async (request, reply) => {
      const { person } = await signedIn(request);
      const { password: given, what, why, subject } = request.body;
      const by = await people.approvals.presentAgain(person.id, given, request.ip);
      reply.code(201);
      return answerOf(await people.approvals.ask({ what, why, by, ...(subject ? { subject } : {}) }));
    });
    app.post(
      "/api/approvals/:id/confirm",
      { schema: { params: named, body: closed({ password }), response: { 200: one } } },
      async (request) => {
        const { person } = await signedIn(request);
        const by = await people.approvals.presentAgain(person.id, request.body.password, request.ip);
        return answerOf(await people.approvals.confirm(request.params.id, by));
      },
    );
    app.delete("/api/approvals/:id", { schema: { params: named, response: { 204: Type.Null() } } }, async (request, reply) => {
      const { person } = await signedIn(request);
      await people.approvals.withdraw(request.params.id, { personId: person.id });
      return reply.code(204).send(null);
    });
  };

function refuseOthers({ person }: SignedIn): void {
  if (!mayDecide(person.functions) && !person.functions.includes("auditor")) throw problem("forbidden", PEOPLE_WORDS.notGranted);
}

const answerOf = ({ askedAt, until, confirmedBy, ...rest }: Approval) => ({
  ...rest,
  askedAt: askedAt.toISOString(),
  until: until.toISOString(),
  ...(confirmedBy ? { confirmedBy } : {}),
});
