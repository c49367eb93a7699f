import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../platform/clock.ts";
import { closed, text } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import { approvalRoutes } from "./approvals/routes.ts";
import type { People } from "./make-people.ts";
import { meSchema } from "./me.ts";
import { meOf } from "./me-of.ts";
import { teamRoutes } from "./routes-team.ts";
import { PLEDGE, PLEDGE_VERSION } from "./words.ts";

export interface PeopleRouteParts {
  people: People;
  clock: Clock;
  simulated: boolean;
  /** Sets or clears the session cookie; the outside knows its name. */
  setCookie(reply: FastifyReply, token: string | undefined, expiresAt?: Date): void;
}

const OPEN = { termsNeeded: false } as const;
const nothing = Type.Null();
const opened = closed({ token: Type.String(), person: closed({ id: Type.String(), name: Type.String() }) });

/** Sign-in, who I am, terms, pledge, language, password. */
export const peopleRoutes =
  (parts: PeopleRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(signInRoutes(parts));
    await app.register(termsRoutes(parts));
    await app.register(approvalRoutes(parts));
    await app.register(teamRoutes(parts));
    app.get("/api/me", { schema: { response: { 200: meSchema } } }, async (request) => {
      const who = await signedIn(request, OPEN);
      return meOf(parts, request.tokenHash ?? "", who);
    });
    app.post(
      "/api/language",
      { schema: { body: closed({ language: Type.Union([Type.Literal("id"), Type.Literal("en")]) }), response: { 204: nothing } } },
      async (request, reply) => {
        const { person } = await signedIn(request, OPEN);
        await parts.people.changePerson(person.id, { language: request.body.language }, { by: person.id, wait: false });
        return reply.code(204).send(null);
      },
    );
  };

const signInRoutes =
  ({ people, setCookie }: PeopleRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const answer = (reply: FastifyReply, { token, expiresAt, person }: Awaited<ReturnType<People["signIn"]>>) => {
      setCookie(reply, token, expiresAt);
      return { token, person };
    };
    app.post(
      "/api/session",
      { schema: { body: closed({ login: text(80), password: text(200) }), response: { 200: opened } } },
      async (request, reply) => answer(reply, await people.signIn({ ...request.body, ...machineOf(request) })),
    );
    app.post("/api/session/link", { schema: { body: closed({ token: text(200) }), response: { 200: opened } } }, async (request, reply) =>
      answer(reply, await people.signInLink({ token: request.body.token, ...machineOf(request) })),
    );
    app.delete("/api/session", { schema: { response: { 204: nothing } } }, async (request, reply) => {
      const { sessionId, person } = await signedIn(request, OPEN);
      await people.signOut({ id: sessionId, personId: person.id });
      setCookie(reply, undefined);
      return reply.code(204).send(null);
    });
    // Longer than any password may be: what is too long is told so in the words of the act.
    const password = closed({ password: text(1000), current: Type.Optional(text(1000)) });
    app.post("/api/password", { schema: { body: password, response: { 204: nothing } } }, async (request, reply) => {
      const { person, sessionId } = await signedIn(request, OPEN);
      await people.changeOwnPassword(person.id, request.body, sessionId);
      return reply.code(204).send(null);
    });
  };

const termsRoutes =
  ({ people }: PeopleRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const versioned = closed({ version: Type.Integer(), text: Type.String() });
    app.get("/api/terms", { schema: { response: { 200: versioned } } }, async (request) => {
      await signedIn(request, OPEN);
      const terms = await people.newestTerms();
      return { version: terms?.version ?? 0, text: terms?.[request.language] ?? "" };
    });
    app.post(
      "/api/terms/accept",
      { schema: { body: closed({ version: Type.Integer() }), response: { 204: nothing } } },
      async (request, reply) => {
        const { person } = await signedIn(request, OPEN);
        await people.acceptTerms(person.id, request.body.version);
        return reply.code(204).send(null);
      },
    );
    app.get("/api/pledge", { schema: { response: { 200: versioned } } }, async (request) => {
      await signedIn(request, OPEN);
      return { version: PLEDGE_VERSION, text: PLEDGE[request.language] };
    });
    app.post(
      "/api/pledge/sign",
      { schema: { body: closed({ version: Type.Literal(PLEDGE_VERSION) }), response: { 200: closed({ until: Type.String() }) } } },
      async (request) => {
        const { person } = await signedIn(request, OPEN);
        const { until } = await people.signPledge(person.id, { method: "screen" });
        return { until: until.toISOString() };
      },
    );
  };

const machineOf = (request: FastifyRequest) => ({ address: request.ip, agent: request.headers["user-agent"] });
