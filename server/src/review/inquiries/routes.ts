import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { closed, idText, text } from "../../platform/schemas.ts";
import { signedIn } from "../../platform/signed-in.ts";
import type { Inquiries } from "./make-inquiries.ts";
import { ownRoutes } from "./routes-own.ts";
import { answers, bodies } from "./shapes.ts";

const params = closed({ id: idText() });
const querystring = closed({ cursor: Type.Optional(text(400)) });
const nothing = { 204: Type.Null() };

/** Inquiries for those who lead them, and everybody's own side. Nothing of them can be deleted or dated back: there is no such route. */
export const inquiryRoutes =
  (inquiries: Inquiries): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(ledRoutes(inquiries));
    await app.register(otherRoutes(inquiries));
    await app.register(ownRoutes(inquiries));
  };

const ledRoutes =
  (inquiries: Inquiries): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get("/api/inquiries", { schema: { querystring, response: { 200: answers.inquiries } } }, async (request) =>
      inquiries.list(await signedIn(request), request.query.cursor),
    );
    app.post("/api/inquiries", { schema: { body: bodies.open, response: { 200: answers.id } } }, async (request) => {
      const { person, ...finding } = request.body;
      return { id: await inquiries.open(await signedIn(request), { personId: person, ...finding }) };
    });
    app.get("/api/inquiries/:id", { schema: { params, response: { 200: answers.inquiry } } }, async (request) =>
      inquiries.tell(await signedIn(request), request.params.id),
    );
    app.post("/api/inquiries/:id/grounds", { schema: { params, body: bodies.ground, response: nothing } }, async (request, reply) => {
      await inquiries.addGround(await signedIn(request), request.params.id, request.body);
      return reply.code(204).send(null);
    });
    app.post("/api/inquiries/:id/questions", { schema: { params, body: bodies.ask, response: { 200: answers.asked } } }, async (request) =>
      inquiries.ask(await signedIn(request), request.params.id, request.body),
    );
    app.post(
      "/api/inquiries/:id/decisions",
      { schema: { params, body: bodies.decide, response: { 200: answers.decided } } },
      async (request) => ({
        state: await inquiries.decide(await signedIn(request), request.params.id, request.body),
      }),
    );
    app.post("/api/inquiries/:id/second", { schema: { params, body: bodies.second, response: nothing } }, async (request, reply) => {
      await inquiries.second(await signedIn(request), request.params.id, request.body);
      return reply.code(204).send(null);
    });
    app.post("/api/inquiries/:id/close", { schema: { params, body: bodies.close, response: { 200: answers.closed } } }, async (request) => {
      const controlReview = await inquiries.close(await signedIn(request), request.params.id, request.body);
      return controlReview === undefined ? {} : { controlReview };
    });
    app.post("/api/inquiries/:id/corrections", { schema: { params, body: bodies.correct, response: nothing } }, async (request, reply) => {
      await inquiries.correct(await signedIn(request), request.params.id, request.body);
      return reply.code(204).send(null);
    });
  };

const otherRoutes =
  (inquiries: Inquiries): FastifyPluginAsyncTypebox =>
  async (app) => {
    const list = { schema: { querystring, response: { 200: answers.threads } } };
    app.get("/api/control-reviews", list, async (request) => inquiries.listControlReviews(await signedIn(request), request.query.cursor));
    app.get("/api/control-reviews/:id", { schema: { params, response: { 200: answers.controlReview } } }, async (request) =>
      inquiries.controlReview(await signedIn(request), request.params.id),
    );
    app.post(
      "/api/control-reviews/:id/decisions",
      { schema: { params, body: bodies.control, response: nothing } },
      async (request, reply) => {
        await inquiries.decideControlReview(await signedIn(request), request.params.id, request.body);
        return reply.code(204).send(null);
      },
    );
    app.get("/api/concerns", list, async (request) => inquiries.listConcerns(await signedIn(request), request.query.cursor));
    app.get("/api/concerns/:id", { schema: { params, response: { 200: answers.concern } } }, async (request) =>
      inquiries.concern(await signedIn(request), request.params.id),
    );
    app.get("/api/reprisals", list, async (request) => inquiries.listReprisals(await signedIn(request), request.query.cursor));
    app.post("/api/reprisals/:id/decisions", { schema: { params, body: bodies.reprisal, response: nothing } }, async (request, reply) => {
      await inquiries.decideReprisal(await signedIn(request), request.params.id, request.body);
      return reply.code(204).send(null);
    });
    app.get("/api/vendor-notices", list, async (request) => inquiries.listVendorNotices(await signedIn(request), request.query.cursor));
    app.get("/api/vendor-notices/:id", { schema: { params, response: { 200: answers.vendorNotice } } }, async (request) =>
      inquiries.vendorNotice(await signedIn(request), request.params.id),
    );
    app.post("/api/vendor-notices/:id/answers", { schema: { params, body: bodies.answer, response: nothing } }, async (request, reply) => {
      await inquiries.answerVendorNotice(await signedIn(request), request.params.id, request.body.text);
      return reply.code(204).send(null);
    });
    app.post("/api/talks", { schema: { body: bodies.talk, response: { 200: answers.id } } }, async (request) => {
      const { person, ...given } = request.body;
      return { id: await inquiries.talk(await signedIn(request), { personId: person, ...given }) };
    });
    app.post("/api/notes", { schema: { body: bodies.about, response: { 200: answers.id } } }, async (request) => {
      const { person, text } = request.body;
      return { id: await inquiries.note(await signedIn(request), { personId: person, text }) };
    });
  };
