import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { closed, idText } from "../../platform/schemas.ts";
import { signedIn } from "../../platform/signed-in.ts";
import type { Inquiries } from "./make-inquiries.ts";
import { answers, bodies } from "./shapes.ts";
import { words } from "./words.ts";

const params = closed({ id: idText() });
const nothing = { 204: Type.Null() };

/** What is recorded about me, and how I answer it; what I report. */
export const ownRoutes =
  (inquiries: Inquiries): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get("/api/my-record", { schema: { response: { 200: answers.record } } }, async (request) =>
      inquiries.myRecord(await signedIn(request)),
    );
    app.get("/api/my-record/:id", { schema: { params, response: { 200: answers.thread } } }, async (request) =>
      inquiries.myThread(await signedIn(request), request.params.id),
    );
    app.post("/api/inquiries/:id/answers", { schema: { params, body: bodies.answer, response: nothing } }, async (request, reply) => {
      await inquiries.answer(await signedIn(request), request.params.id, request.body.text);
      return reply.code(204).send(null);
    });
    app.post("/api/control-reviews/:id/answers", { schema: { params, body: bodies.answer, response: nothing } }, async (request, reply) => {
      await inquiries.answerControlReview(await signedIn(request), request.params.id, request.body.text);
      return reply.code(204).send(null);
    });
    app.post("/api/concerns", { schema: { body: bodies.concern, response: { 200: answers.reported } } }, async (request) => {
      const reported = await inquiries.report(await signedIn(request), { to: "officer", ...request.body });
      return { ...reported, note: words[reported.protected ? "youAreProtected" : "youAreUnnamed"][request.language] };
    });
    app.post("/api/talks/:id/choice", { schema: { params, body: bodies.choose, response: nothing } }, async (request, reply) => {
      await inquiries.choose(await signedIn(request), request.params.id, request.body.choice);
      return reply.code(204).send(null);
    });
  };
