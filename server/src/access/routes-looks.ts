import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import type { Static } from "typebox";
import { asProblem, warningsOf } from "./answer-refusal.ts";
import type { Access } from "./make-access.ts";
import type { LookQuestion, OpenedRecord } from "./open-record.ts";
import type { Refusal } from "./refusal.ts";
import { changeBody, listAnswer, listBody, lookAnswer, lookBody, matchAnswer, matchBody, searchAnswer, searchBody } from "./shapes.ts";

/** Looks, listings, searches, matches. The session is checked in the statement of the act itself, not before it. */
export const lookRoutes =
  (access: Access): FastifyPluginAsyncTypebox =>
  async (app) => {
    /** A refusal leaves as a problem; anything else goes on. */
    const granted = <T extends { refused: false }>(answer: T | Refusal, request: FastifyRequest): T => {
      if (answer.refused) throw asProblem(access.policy, answer, request.language);
      return answer;
    };
    const look = async (question: LookQuestion, request: FastifyRequest) =>
      shown(access, granted(await access.openRecord(question), request), question, request);

    app.post("/api/looks", { schema: { body: lookBody, response: { 200: lookAnswer } } }, (request) =>
      look({ ...request.body, tokenHash: request.tokenHash }, request),
    );
    app.post("/api/purpose-changes", { schema: { body: changeBody, response: { 200: lookAnswer } } }, (request) => {
      const { from, ...rest } = request.body;
      return look({ ...rest, re: from, tokenHash: request.tokenHash }, request);
    });
    app.post("/api/matches", { schema: { body: matchBody, response: { 200: matchAnswer } } }, async (request) =>
      granted(await access.matchField({ ...request.body, tokenHash: request.tokenHash }), request),
    );
    app.post("/api/search", { schema: { body: searchBody, response: { 200: searchAnswer } } }, async (request) =>
      granted(await access.search({ ...request.body, tokenHash: request.tokenHash }), request),
    );
    app.post("/api/listings", { schema: { body: listBody, response: { 200: listAnswer } } }, async (request) => {
      const { rows, ...rest } = granted(
        await access.listCustomers(request.tokenHash, request.body.of, request.body.cursor, request.body.reason),
        request,
      );
      return { ...rest, rows: rows.map(({ openedAt, ...row }) => ({ ...row, ...(openedAt ? { openedAt: openedAt.toISOString() } : {}) })) };
    });
  };

/** Member by member: to spread and to leave out would make an object of a new shape each time, and whatever reads it slow. */
function shown(access: Access, opened: OpenedRecord, { re }: LookQuestion, request: FastifyRequest) {
  const { entry, code, at, closesAt, seconds, purpose, case: task, fields, locked, consents, warnings } = opened;
  const answer: Static<typeof lookAnswer> = {
    entry,
    code,
    at: at.toISOString(),
    closesAt: closesAt.toISOString(),
    seconds,
    purpose,
    fields,
    locked,
    consents,
    warnings: warningsOf(access.policy, warnings, request.language),
  };
  if (task !== undefined) answer.case = task;
  if (re !== undefined) answer.re = re;
  return answer;
}
