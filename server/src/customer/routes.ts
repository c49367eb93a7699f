import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { asProblem } from "../access/index.ts";
import { fill, type Language } from "../platform/language.ts";
import { clockTime } from "../platform/local-day.ts";
import { closed, dayText, entryNumber, idText, instantText, text } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import type { CheckedCode } from "./call-code/check-code.ts";
import type { Customer } from "./make-customer.ts";
import { WORDS } from "./words.ts";

const purpose = () => Type.String({ pattern: "^[a-z][a-z0-9_]*$", maxLength: 40 });
const said = closed({ code: Type.String({ pattern: "^[0-9 -]{8,12}$" }), last: Type.String({ pattern: "^[0-9]{3}$" }) });
const checked = closed({
  ...{ known: Type.Boolean(), text: Type.String(), office: Type.Optional(Type.String()) },
  ...{ purpose: Type.Optional(Type.String()), at: Type.Optional(instantText()) },
});
const thanks = closed({ text: Type.String() });
const asked = closed({ id: idText(), until: instantText(), text: Type.String(), pad: Type.Optional(Type.String()) });
const shown = closed({ state: Type.String(), until: instantText(), customer: Type.Optional(idText()), case: Type.Optional(idText()) });

/** The customer's side. What stands under `/api/public/` needs no account, and is counted by address. */
export const customerRoutes =
  (customer: Customer): FastifyPluginAsyncTypebox =>
  async (app) => {
    const codeBody = closed({ customer: idText(), purpose: purpose(), case: Type.Optional(idText()) });
    const codeAnswer = closed({ code: Type.String(), until: instantText(), entry: entryNumber() });
    app.post("/api/call-codes", { schema: { body: codeBody, response: { 201: codeAnswer } } }, async (request, reply) => {
      const answer = await customer.issueCode({ ...request.body, tokenHash: request.tokenHash });
      if (answer.refused) throw asProblem(customer.policy, answer, request.language);
      return reply.code(201).send({ code: answer.code, until: answer.until.toISOString(), entry: answer.entry });
    });
    app.post("/api/call-codes/check", { schema: { body: said, response: { 200: checked } } }, async (request) => {
      const { person } = await signedIn(request);
      return answered(customer, await customer.checkCode(request.body, { person: person.id }), request.language);
    });
    app.post("/api/public/call-codes/check", { schema: { body: said, response: { 200: checked } } }, async (request) =>
      answered(customer, await customer.checkCode(request.body, { address: request.ip }), request.language),
    );

    const presentBody = closed({
      by: Type.Union([Type.Literal("nik"), Type.Literal("phone")]),
      ...{ value: text(40), purpose: purpose(), way: Type.Union([Type.Literal("phone"), Type.Literal("pad")]) },
    });
    app.post("/api/presence", { schema: { body: presentBody, response: { 202: asked } } }, async (request, reply) => {
      const answer = await customer.askPresent({ ...request.body, tokenHash: request.tokenHash });
      if (answer.refused) throw asProblem(customer.policy, answer, request.language);
      const { id, until, pad } = answer;
      return reply.code(202).send({ id, until: until.toISOString(), text: WORDS.asked[request.language], ...(pad ? { pad } : {}) });
    });
    app.get("/api/presence/:id", { schema: { params: closed({ id: idText() }), response: { 200: shown } } }, async (request) => {
      const { person } = await signedIn(request);
      const { until, ...rest } = await customer.showPresent(person, request.params.id);
      return { ...rest, until: until.toISOString() };
    });
    const link = closed({ token: Type.String({ pattern: "^[A-Za-z0-9_-]{22}$" }) });
    app.post("/api/public/presence/link", { schema: { body: link, response: { 200: thanks } } }, async (request) => {
      await customer.confirmLink(request.body.token, request.ip);
      return { text: WORDS.confirmed[request.language] };
    });
    const pad = closed({
      pad: Type.String({ pattern: "^[0-9]{8}$" }),
      birthDate: dayText(),
      nikLast: Type.String({ pattern: "^[0-9]{4}$" }),
    });
    app.post("/api/public/presence/pad", { schema: { body: pad, response: { 200: thanks } } }, async (request) => {
      await customer.confirmPad(request.body, request.ip);
      return { text: WORDS.padThanks[request.language] };
    });
  };

/** In words that can be read out on the telephone. */
function answered({ purposeLabel }: Customer, code: CheckedCode, language: Language) {
  if (!code.known) return { known: false, text: WORDS.unknown[language] };
  const about = purposeLabel(code.purpose, language);
  const time = clockTime(code.madeAt, code.zone, code.zoneLabel);
  const told = fill(WORDS.genuine[language], { office: code.office, time, purpose: about });
  return { known: true, text: told, office: code.office, purpose: about, at: code.madeAt.toISOString() };
}
