import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { bounded, closed, idText, oneOf, text } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import { CONSENT_WORDING } from "../records/index.ts";
import { asProblem } from "./answer-refusal.ts";
import { QUOTA_WHY, type QuotaWhy } from "./approve-quota.ts";
import { CHANNELS } from "./contact/window.ts";
import type { Access } from "./make-access.ts";
import { purposeId } from "./shapes.ts";

const question = () => oneOf(["offers", "interest"]);
const state = () => oneOf(["yes", "no"]);
const asking = closed({
  customer: idText(),
  case: idText(),
  question: question(),
  state: state(),
  channel: oneOf(["call", "counter", "visit", "chat"]),
  wording: Type.Integer({ minimum: 1, maximum: 1000 }),
});
const questions = closed({ version: Type.Integer(), offers: Type.String(), interest: Type.String() });
const choice = closed({ customer: idText(), purpose: purposeId(), case: idText(), shut: bounded(oneOf(CHANNELS), CHANNELS.length) });
const more = closed({
  person: idText(),
  more: Type.Integer({ minimum: 1, maximum: 10_000 }),
  why: oneOf(Object.keys(QUOTA_WHY) as QuotaWhy[]),
  password: text(200),
});

/** Consent that is asked in a service contact, ways that a customer shuts, and more looks for today. */
export const gateRoutes =
  (access: Access): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get("/api/consent-questions", { schema: { response: { 200: questions } } }, async (request) => {
      await signedIn(request);
      const { version, offers, interest } = CONSENT_WORDING;
      return { version, offers: offers[request.language], interest: interest[request.language] };
    });
    app.post(
      "/api/consents",
      { schema: { body: asking, response: { 200: closed({ question: question(), state: state() }) } } },
      async (request) => {
        const answer = await access.askConsent({ ...request.body, tokenHash: request.tokenHash });
        if (answer.refused) throw asProblem(access.policy, answer, request.language);
        return { question: answer.question, state: answer.state };
      },
    );
    app.post("/api/contact-choices", { schema: { body: choice, response: { 204: Type.Null() } } }, async (request, reply) => {
      const answer = await access.chooseContact({ ...request.body, tokenHash: request.tokenHash });
      if (answer.refused) throw asProblem(access.policy, answer, request.language);
      return reply.code(204).send(null);
    });
    app.post(
      "/api/quota-approvals",
      { schema: { body: more, response: { 201: closed({ id: Type.String(), of: Type.Integer() }) } } },
      async (request, reply) => {
        const { person } = await signedIn(request);
        const { person: personId, password, ...given } = request.body;
        await access.leaderPresent(person, personId, password, request.ip);
        return reply.code(201).send(await access.approveQuota(person.id, { personId, ...given }));
      },
    );
  };
