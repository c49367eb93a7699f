import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { problem } from "../platform/problem.ts";
import { bounded, closed, dayText, idText, text } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import { mayDecide } from "./desk.ts";
import type { Review } from "./index.ts";
import { confirmation, day, desk, deskAct, named, pick, picture, question, row, run, week } from "./shapes.ts";
import { words } from "./words.ts";

const rowId = closed({ id: idText() });
const note = Type.Optional(text(2_000));
const answer = closed({ pick, note, named: Type.Optional(idText()), rows: Type.Optional(bounded(idText(), 50)) });

/** The supervisor's evening and the agent's side of it. */
export const reviewRoutes =
  (review: Review): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      "/api/desk",
      {
        schema: {
          querystring: closed({ date: Type.Optional(dayText()), office: Type.Optional(idText()), cursor: Type.Optional(text(400)) }),
          response: { 200: desk },
        },
      },
      async (request) => review.desk(await signedIn(request), request.query),
    );

    app.post("/api/desk/run", { schema: { response: { 200: closed({ evenings: bounded(run, 10) }) } } }, async (request) => {
      const { person } = await signedIn(request);
      if (!mayDecide(person.functions)) throw problem("forbidden", words.supervisorOnly);
      const runs = await review.runEvenings({ officeId: person.officeId });
      return { evenings: runs.map((one) => ({ ...one, runAt: one.runAt.toISOString() })) };
    });

    app.get("/api/desk/rows/:id/picture", { schema: { params: rowId, response: { 200: picture } } }, async (request) =>
      review.dayPicture(await signedIn(request), request.params.id),
    );

    app.post(
      "/api/desk/rows/:id/decisions",
      { schema: { params: rowId, body: closed({ act: deskAct, note }), response: { 200: closed({ row }) } } },
      async (request) => {
        const who = await signedIn(request);
        return { row: await review.decide(who, request.params.id, request.body.act, request.body.note) };
      },
    );

    app.get(
      "/api/questions",
      { schema: { response: { 200: closed({ rows: bounded(question, 50), named: bounded(named, 100) }) } } },
      async (request) => review.questions(await signedIn(request)),
    );

    app.post("/api/questions/:id", { schema: { params: rowId, body: answer, response: { 204: Type.Null() } } }, async (request, reply) => {
      const who = await signedIn(request);
      await review.answer(who, request.params.id, request.body);
      return reply.code(204).send(null);
    });

    app.get("/api/confirmations", { schema: { response: { 200: closed({ rows: bounded(confirmation, 25) }) } } }, async (request) => ({
      rows: await review.confirmations(await signedIn(request)),
    }));

    app.post(
      "/api/confirmations/:id",
      { schema: { params: rowId, body: closed({ so: Type.Boolean() }), response: { 204: Type.Null() } } },
      async (request, reply) => {
        const who = await signedIn(request);
        await review.confirm(who, request.params.id, request.body.so);
        return reply.code(204).send(null);
      },
    );

    app.get(
      "/api/week",
      {
        schema: {
          querystring: closed({ date: Type.Optional(dayText()), whose: Type.Optional(Type.Enum(["mine", "team"])) }),
          response: { 200: week },
        },
      },
      async (request) => review.week(await signedIn(request), { date: request.query.date, whose: request.query.whose ?? "mine" }),
    );

    app.get("/api/my-day", { schema: { response: { 200: day } } }, async (request) => review.myDay(await signedIn(request)));
  };
