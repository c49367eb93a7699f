import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { bounded, closed, entryNumber, idText, text } from "../../platform/schemas.ts";
import { signedIn } from "../../platform/signed-in.ts";
import { CHECK_OUTCOMES } from "./do-control.ts";
import type { Controls } from "./make-controls.ts";

const say = Type.String();
const count = Type.Integer();
const named = closed({ id: say, name: say });
const control = closed({
  ...{
    id: say,
    what: Type.Enum(["check", "question", "talk", "reminder"]),
    person: closed({ id: say, name: say, job: say }),
    supervisor: named,
  },
  ...{ since: say, due: say, state: Type.Enum(["waiting", "overdue", "done"]), sentences: bounded(say, 10), outcome: Type.Optional(say) },
});
const list = closed({
  rows: bounded(control, 100),
  more: Type.Boolean(),
  red: bounded(closed({ person: named, supervisor: named, month: say }), 200),
  drills: bounded(closed({ supervisor: named, caught: count, missed: count, unanswered: count }), 200),
});
const params = closed({ id: idText() });
const nothing = { 204: Type.Null() };

/** A supervisor's own controls, and what of them is overdue or red, for those above him; everybody's own acknowledgement of a reminder. */
export const controlRoutes =
  (controls: Controls): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      "/api/controls",
      { schema: { querystring: closed({ whose: Type.Optional(Type.Enum(["mine", "line"])) }), response: { 200: list } } },
      async (request) => controls.list(await signedIn(request), request.query.whose ?? "mine"),
    );
    app.post(
      "/api/controls/:id/check",
      {
        schema: { params, body: closed({ outcome: Type.Enum([...CHECK_OUTCOMES]), text: Type.Optional(text(2_000)) }), response: nothing },
      },
      async (request, reply) => {
        await controls.check(await signedIn(request), request.params.id, request.body);
        return reply.code(204).send(null);
      },
    );
    app.post(
      "/api/controls/:id/note",
      { schema: { params, body: closed({ text: text(2_000), look: Type.Optional(entryNumber()) }), response: nothing } },
      async (request, reply) => {
        await controls.note(await signedIn(request), request.params.id, request.body);
        return reply.code(204).send(null);
      },
    );
    app.post("/api/reminders/:id/acknowledgement", { schema: { params, response: nothing } }, async (request, reply) => {
      await controls.acknowledge(await signedIn(request), request.params.id);
      return reply.code(204).send(null);
    });
  };
