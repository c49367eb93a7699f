import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Words } from "../platform/language.ts";
import { Problem, problem } from "../platform/problem.ts";

const INTERNAL: Words = {
  id: "Ada kesalahan di sistem. Coba lagi; bila berulang, beri tahu operator.",
  en: "Something went wrong. Try again; if it repeats, tell the operator.",
};
const DATABASE_DOWN: Words = {
  id: "Basis data tidak menjawab. Data tidak dapat dibuka.",
  en: "The database does not answer. Nothing can be opened.",
};

/** Faults of the frame, by its codes. */
const FRAME: Record<string, () => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    problem("too-large", { id: "Isi permintaan lebih dari 1 MB.", en: "The request body is larger than 1 MB." }),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    problem("bad-json", { id: "Isi permintaan bukan JSON yang benar.", en: "The request body is not valid JSON." }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => problem("bad-json", { id: "Isi permintaan kosong.", en: "The request body is empty; expected JSON." }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    problem(
      "bad-media-type",
      { id: "Isi permintaan harus application/json.", en: "The request body must be application/json." },
      { status: 415 },
    ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    problem("bad-request", { id: "Panjang isi tidak cocok dengan Content-Length.", en: "The body does not match its Content-Length." }),
};

const CONNECTION_LOST = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08001",
  "53300",
]);

/** The one place where errors become answers. What is not ours says nothing about its inside. */
export function answerError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = asProblem(error);
  if (answer.status >= 500)
    request.log.error({ reqId: request.id, code: answer.code, name: error.name, was: error.code, at: framesOf(error) }, "request failed");
  return sendProblem(answer, request, reply);
}

export function sendProblem(answer: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, title, detail, extra } = answer;
  const language = request.language ?? "id";
  const body = {
    type: `urn:mercusuar:problem:${code}`,
    title: title[language],
    status,
    code,
    ...(detail ? { detail: detail[language] } : {}),
    instance: `urn:request:${request.id}`,
    ...extra,
  };
  return reply.code(status).type("application/problem+json").serializer(JSON.stringify).send(body);
}

export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(problem("not-found", { id: "Tidak ditemukan.", en: "Not found." }), request, reply);
}

function asProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  if (error.validation) return invalid(error);
  const framed = FRAME[error.code ?? ""];
  if (framed) return framed();
  if (isConnectionLost(error)) return problem("database-down", DATABASE_DOWN);
  return problem("internal", INTERNAL);
}

function isConnectionLost(error: FastifyError): boolean {
  return CONNECTION_LOST.has(error.code ?? "") || /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
}

/** Names each place of the request that is not as described; never repeats a value. */
function invalid(error: FastifyError): Problem {
  const where = error.validationContext ?? "body";
  const errors = (error.validation ?? []).slice(0, 20).map(({ keyword, instancePath, params, message }) => {
    const keys = (params as { additionalProperties?: string[]; requiredProperties?: string[] }) ?? {};
    const named =
      keyword === "additionalProperties" ? keys.additionalProperties : keyword === "required" ? keys.requiredProperties : undefined;
    return {
      where: `${where}${instancePath}`,
      what: message ?? keyword,
      ...(named ? { keys: named.slice(0, 20).map((key) => key.slice(0, 60)) } : {}),
    };
  });
  return problem(
    "bad-request",
    { id: "Permintaan tidak sesuai bentuk yang diminta.", en: "The request is not of the described shape." },
    { errors },
  );
}

/** Where it happened, without the message: a database's message may repeat a value. */
function framesOf(error: Error): string[] {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8)
    .map((line) => line.trim());
}
