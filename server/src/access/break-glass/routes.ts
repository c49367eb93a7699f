import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { fill } from "../../platform/language.ts";
import { bounded, closed, entryNumber, idText, instantText, text } from "../../platform/schemas.ts";
import { signedIn } from "../../platform/signed-in.ts";
import { asProblem } from "../answer-refusal.ts";
import type { Access } from "../make-access.ts";
import { purposeId } from "../shapes.ts";
import type { GlassForMe } from "./list.ts";
import { WHY, type Why } from "./rules.ts";
import { NOTICES } from "./words.ts";

const why = () => Type.Unsafe<Why>(Type.Union(Object.keys(WHY).map((one) => Type.Literal(one))));
const minutes = () => Type.Optional(Type.Integer({ minimum: 1, maximum: 240 }));
const byId = closed({ id: idText() });
const asked = closed({ id: idText(), state: Type.String(), minutes: Type.Integer(), until: instantText() });
const decided = closed({ id: idText(), granted: Type.Boolean(), until: Type.Optional(instantText()) });
const row = closed({
  ...{ id: idText(), person: idText(), customer: idText(), purpose: Type.String(), why: Type.String(), whyText: Type.String() },
  ...{ minutes: Type.Integer(), rules: bounded(Type.String(), 20), askedAt: instantText(), state: Type.String(), alone: Type.Boolean() },
  ...{ decidedBy: Type.Optional(idText()), until: Type.Optional(instantText()), mayFrom: Type.Optional(instantText()) },
});
const notice = closed({
  ...{
    id: idText(),
    kind: Type.String(),
    at: instantText(),
    text: Type.String(),
    about: idText(),
    customer: idText(),
    seen: Type.Boolean(),
  },
  ...{ breakGlass: Type.Optional(idText()), entry: Type.Optional(entryNumber()) },
});

/** Emergency access: asked for, decided, closed; and what somebody has to be told at once. */
export const breakGlassRoutes =
  (access: Access): FastifyPluginAsyncTypebox =>
  async (app) => {
    const body = closed({ customer: idText(), purpose: purposeId(), why: why(), task: text(2_000, 8), minutes: minutes() });
    app.post("/api/break-glass", { schema: { body, response: { 201: asked } } }, async (request, reply) => {
      const answer = await access.breakGlass.ask({ ...request.body, tokenHash: request.tokenHash });
      if (answer.refused) throw asProblem(access.policy, answer, request.language);
      const { id, state, until } = answer;
      return reply.code(201).send({ id, state, minutes: answer.minutes, until: until.toISOString() });
    });
    app.get("/api/break-glass", { schema: { response: { 200: closed({ rows: bounded(row, 100) }) } } }, async (request) => {
      const { person } = await signedIn(request);
      return { rows: (await access.breakGlass.list(person)).map((one) => shown(one, WHY[one.why][request.language])) };
    });
    app.get(
      "/api/break-glass/:id/task",
      { schema: { params: byId, response: { 200: closed({ task: Type.String() }) } } },
      async (request) => {
        const { person } = await signedIn(request);
        return access.breakGlass.readTask(person, request.params.id);
      },
    );
    app.post(
      "/api/break-glass/:id/decisions",
      { schema: { params: byId, body: closed({ grant: Type.Boolean(), minutes: minutes() }), response: { 200: decided } } },
      async (request) => {
        const { person } = await signedIn(request);
        const { id, granted, until } = await access.breakGlass.decide(person, request.params.id, request.body);
        return { id, granted, ...(until ? { until: until.toISOString() } : {}) };
      },
    );
    app.delete("/api/break-glass/:id", { schema: { params: byId, response: { 204: Type.Null() } } }, async (request, reply) => {
      const { person } = await signedIn(request);
      await access.breakGlass.close(person, request.params.id);
      return reply.code(204).send(null);
    });
    app.get("/api/break-glass/notices", { schema: { response: { 200: closed({ rows: bounded(notice, 50) }) } } }, async (request) => {
      const { person } = await signedIn(request);
      const rows = await access.notices.list(person);
      return {
        rows: rows.map(({ name, seenAt, at, breakGlass, entry, ...one }) => ({
          ...{ ...one, at: at.toISOString(), text: fill(NOTICES[one.kind][request.language], { who: name }), seen: seenAt !== null },
          ...(breakGlass ? { breakGlass } : {}),
          ...(entry === null ? {} : { entry }),
        })),
      };
    });
    app.post("/api/break-glass/notices/:id/seen", { schema: { params: byId, response: { 204: Type.Null() } } }, async (request, reply) => {
      const { person } = await signedIn(request);
      await access.notices.seen(person, request.params.id);
      return reply.code(204).send(null);
    });
  };

const shown = ({ askedAt, until, mayFrom, decidedBy, ...rest }: GlassForMe, whyText: string) => ({
  ...{ ...rest, whyText, askedAt: askedAt.toISOString() },
  ...(decidedBy ? { decidedBy } : {}),
  ...(until ? { until: until.toISOString() } : {}),
  ...(mayFrom ? { mayFrom: mayFrom.toISOString() } : {}),
});
