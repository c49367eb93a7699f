import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { problem } from "../platform/problem.ts";
import { closed, idText } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import { asProblem } from "./answer-refusal.ts";
import type { Access } from "./make-access.ts";
import type { GivenCase } from "./open-case.ts";
import { caseAnswer, caseBody, catalogueAnswer, claimAnswer, claimBody, outcomeBody } from "./shapes.ts";

const byId = closed({ id: idText() });

/** Cases: opened, handed in, claimed, given back, closed. And the catalogue. */
export const caseRoutes =
  (access: Access): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post("/api/cases", { schema: { body: caseBody, response: { 200: caseAnswer } } }, async (request) => {
      const { customer, purpose, origin, reason } = request.body;
      const answer = isOwn(origin)
        ? await access.openCase({ tokenHash: request.tokenHash, customer, purpose, origin, reason })
        : await access.handInCase(await integrator(request), given(request.body));
      if (answer.refused) throw asProblem(access.policy, answer, request.language);
      const { closesAt, ...plain } = answer.case;
      return { case: { ...plain, ...(closesAt ? { closesAt: closesAt.toISOString() } : {}) } };
    });
    app.post(
      "/api/cases/:id/claim",
      { schema: { params: byId, body: claimBody, response: { 200: claimAnswer } }, preValidation: emptyBody },
      async (request) => {
        const answer = await access.claimCase(request.tokenHash, request.params.id, request.body?.minutes, request.body?.reason);
        if (answer.refused) throw asProblem(access.policy, answer, request.language);
        return { case: answer.case, until: answer.until.toISOString() };
      },
    );
    app.delete("/api/cases/:id/claim", { schema: { params: byId, response: { 204: Type.Null() } } }, async (request, reply) => {
      const { person } = await signedIn(request);
      await access.releaseCase(person, request.params.id);
      return reply.code(204).send(null);
    });
    app.post("/api/cases/:id/outcome", { schema: { params: byId, body: outcomeBody, response: { 200: caseAnswer } } }, async (request) => {
      const { person } = await signedIn(request);
      return access.closeCase(person, request.params.id, request.body.outcome);
    });
    app.get("/api/catalogue", { schema: { response: { 200: catalogueAnswer } } }, async (request) => {
      await signedIn(request);
      return access.catalogue(request.language);
    });
  };

const isOwn = (origin: string): origin is "agent_call" | "agent_visit" => origin === "agent_call" || origin === "agent_visit";

/** Taking a case needs no words: no body at all is an empty one. */
const emptyBody = async (request: FastifyRequest): Promise<void> => {
  request.body ??= {};
};

/** Another system's account: it may hand cases in and open nothing. */
async function integrator(request: FastifyRequest): Promise<{ id: string }> {
  const { person } = await signedIn(request);
  if (person.functions.includes("integrator")) return person;
  throw problem(
    "forbidden",
    { id: "Hanya sistem terhubung yang dapat menyerahkan tugas.", en: "Only a connected system may hand cases in." },
    {
      detail: {
        id: "Petugas membuka tugas dengan Telepon masuk atau Pelanggan datang.",
        en: "A person opens a case with Incoming call or Customer here.",
      },
    },
  );
}

function given({
  external,
  source,
  customer,
  purpose,
  origin,
  office,
  assignedTo,
}: { [K in keyof GivenCase]?: string | undefined }): GivenCase {
  if (!external || !source || !customer || !purpose) {
    throw problem("bad-request", {
      id: "Isian external dan source wajib untuk tugas dari sistem lain.",
      en: "A case from another system needs external and source.",
    });
  }
  return { external, source, customer, purpose, origin: origin as GivenCase["origin"], office, assignedTo };
}
