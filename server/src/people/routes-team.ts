import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import type { Clock } from "../platform/clock.ts";
import { problem } from "../platform/problem.ts";
import { bounded, closed, dayText, idText, instantText, oneOf } from "../platform/schemas.ts";
import { type SignedIn, signedIn } from "../platform/signed-in.ts";
import { ABSENCE_WHY, type AbsenceWhy } from "./absence.ts";
import { FUNCTIONS } from "./functions.ts";
import type { People } from "./make-people.ts";
import { CLOSING_WHY, type ClosingWhy } from "./suspend-person.ts";
import { SWITCH_WHY, type SwitchWhy } from "./switch-segment.ts";
import { WORDS } from "./words.ts";

const named = closed({ id: idText() });
const nothing = { 204: Type.Null() };
const wordsOf = <Words extends object>(words: Words) => oneOf(Object.keys(words) as Array<keyof Words & string>);
const closure = closed({ kind: oneOf(["access", "suspended", "left"]), why: wordsOf<Record<ClosingWhy, unknown>>(CLOSING_WHY) });
const segment = closed({
  kind: oneOf(["desk", "field", "off"]),
  from: Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" }),
  to: Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" }),
});
const plan = closed({ date: dayText(), segments: bounded(segment, 12) });
const absence = closed({
  from: Type.Optional(instantText()),
  until: instantText(),
  why: wordsOf<Record<AbsenceWhy, unknown>>(ABSENCE_WHY),
});
const switching = closed({ kind: oneOf(["desk", "field"]), why: wordsOf<Record<SwitchWhy, unknown>>(SWITCH_WHY) });
const scope = () => oneOf(["nation", "region", "branch", "portfolio"]);
const handing = closed({
  functions: bounded(oneOf(FUNCTIONS), 11),
  person: idText(),
  scope: scope(),
  office: Type.Optional(idText()),
  until: instantText(),
});
const granting = closed({ function: oneOf(FUNCTIONS), person: idText(), scope: scope(), office: idText(), until: instantText() });
const made = { 201: closed({ id: Type.String() }) };

/** What a supervisor or HR does about a person: his plan, his absence, closing his access; and what somebody does about his own. */
export const teamRoutes =
  ({ people, clock }: { people: People; clock: Clock }): FastifyPluginAsyncTypebox =>
  async (app) => {
    /** Whoever leads this person; to anybody else he is not there. */
    const leader = async (request: FastifyRequest, personId: string): Promise<SignedIn["person"]> => {
      const { person } = await signedIn(request);
      if (await people.leads(person, personId)) return person;
      throw problem("not-found", WORDS.nobody);
    };
    app.post("/api/people/:id/closure", { schema: { params: named, body: closure, response: nothing } }, async (request, reply) => {
      const [{ id }, { kind, why }] = [request.params, request.body];
      const { id: by } = await leader(request, id);
      if (kind === "left") await people.endPerson(id, why, { by });
      else if (kind === "access") await people.closeAccess(id, why, { by });
      else await people.suspendPerson(id, why, { by });
      return reply.code(204).send(null);
    });
    app.delete("/api/people/:id/suspension", { schema: { params: named, response: nothing } }, async (request, reply) => {
      const { id: by } = await leader(request, request.params.id);
      await people.liftSuspension(request.params.id, { by });
      return reply.code(204).send(null);
    });
    app.post("/api/people/:id/duty", { schema: { params: named, body: plan, response: nothing } }, async (request, reply) => {
      const { id: by } = await leader(request, request.params.id);
      await people.setDuty([{ personId: request.params.id, ...request.body }], "supervisor", { by });
      return reply.code(204).send(null);
    });
    app.post("/api/people/:id/absence", { schema: { params: named, body: absence, response: nothing } }, async (request, reply) => {
      const { from, until, why } = request.body;
      const { id: by } = await leader(request, request.params.id);
      const start = from === undefined ? clock.now() : new Date(from);
      await people.declareAbsence(request.params.id, { from: start, until: new Date(until), why }, { by });
      return reply.code(204).send(null);
    });
    app.delete("/api/people/:id/absence", { schema: { params: named, response: nothing } }, async (request, reply) => {
      const { person } = await signedIn(request);
      const { id } = request.params;
      const { id: by } = person.id === id ? person : await leader(request, id);
      await people.endAbsence(id, { by });
      return reply.code(204).send(null);
    });
    app.post("/api/duty/switch", { schema: { body: switching, response: { 200: closed({ until: Type.String() }) } } }, async (request) => {
      const { person } = await signedIn(request);
      const { until } = await people.switchSegment(person.id, request.body);
      return { until: until.toISOString() };
    });
    await app.register(delegationRoutes(people));
  };

/** Power to grant, handed on and used (R24, R45). */
const delegationRoutes =
  (people: People): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post("/api/delegations", { schema: { body: handing, response: made } }, async (request, reply) => {
      const { person } = await signedIn(request);
      const { functions, person: personId, scope: reach, office, until } = request.body;
      const given = { personId, functions, scope: reach, ...(office ? { officeId: office } : {}), endsAt: new Date(until) };
      return reply.code(201).send({ id: await people.delegate(given, { by: person.id }) });
    });
    app.delete("/api/delegations/:id", { schema: { params: named, response: nothing } }, async (request, reply) => {
      const { person } = await signedIn(request);
      const mine = (await people.delegationsOf(person.id)).some(({ id, givenBy }) => id === request.params.id && givenBy === person.id);
      if (!mine) throw problem("not-found", WORDS.noGrant);
      await people.revokeDelegation(request.params.id, { by: person.id });
      return reply.code(204).send(null);
    });
    app.post("/api/grants", { schema: { body: granting, response: made } }, async (request, reply) => {
      const { person } = await signedIn(request);
      const { function: name, person: personId, scope: reach, office: officeId, until } = request.body;
      if (!(await people.leads(person, personId))) throw problem("not-found", WORDS.nobody);
      const id = await people.grantBy(person.id, { personId, function: name, scope: reach, officeId, endsAt: new Date(until) });
      return reply.code(201).send({ id });
    });
    app.delete("/api/grants/:id", { schema: { params: named, response: nothing } }, async (request, reply) => {
      const { person } = await signedIn(request);
      await people.revokeBy(person.id, request.params.id);
      return reply.code(204).send(null);
    });
  };
