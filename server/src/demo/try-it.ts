import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { problem } from "../platform/problem.ts";
import { bounded, closed } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import type { Product } from "../product.ts";
import { PUBLIC_FIGURE } from "./company/customers.ts";
import { PUBLIC_FIGURE_MARK } from "./company/marks.ts";

const WORDS = {
  id: "Coba sendiri. Buka data tokoh publik sebagai Dimas: lihat apa yang ia lihat, dan apa yang tercatat.",
  en: "Try it yourself. Open the public figure's data as Dimas: see what he sees, and what is written down.",
};
const rule = closed({ id: Type.String(), text: Type.String(), remedy: Type.String() });
const told = closed({
  person: closed({ id: Type.String(), name: Type.String(), job: Type.String() }),
  customer: closed({ id: Type.String(), name: Type.String() }),
  words: Type.String(),
});
const tried = closed({
  refusal: Type.Optional(closed({ title: Type.String(), rules: bounded(rule, 20), entry: Type.Optional(Type.Integer()) })),
});

/**
 * *Coba sendiri*: a visitor does what the culprit of the founding case did, in the made-up company only. The look goes the way of every look,
 * with a session of Dimas's own; the answer is the refusal as he would read it. The famous name is the story's, not read from a record.
 */
export const tryItRoutes =
  (product: Product): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get("/api/try-it", { schema: { response: { 200: told } } }, async (request) => {
      await supervisor(request);
      const { dimas, figure } = await cast(product);
      return {
        person: { id: dimas.id, name: dimas.name, job: dimas.job },
        customer: { id: figure, name: PUBLIC_FIGURE },
        words: WORDS[request.language],
      };
    });
    app.post("/api/try-it", { schema: { response: { 200: tried } } }, async (request) => {
      await supervisor(request);
      const { dimas, figure } = await cast(product);
      return lookAsDimas(app as unknown as FastifyInstance, product, { dimas: dimas.id, figure, language: request.language });
    });
  };

/** It writes in the name of Dimas: nobody but his supervisors may. @throws Problem 404 */
async function supervisor(request: FastifyRequest): Promise<void> {
  const { person } = await signedIn(request);
  if (!person.functions.includes("supervisor")) throw notHere();
}

const notHere = () => problem("not-found", { id: "Hanya ada di perusahaan contoh.", en: "Only in the made-up company." });

async function cast({ simulated, people, db }: Product) {
  const dimas = simulated ? await people.find("dimas") : undefined;
  const { rows } = simulated
    ? await db.query<{ id: string }>("select id from records.customer where $1 = any(marks) order by id limit 1", [PUBLIC_FIGURE_MARK])
    : { rows: [] };
  const figure = rows[0]?.id;
  if (!dimas || !figure) throw notHere();
  return { dimas, figure };
}

/** Through the door that a browser would use, with a session that is his alone and ends at once. */
async function lookAsDimas(
  app: FastifyInstance,
  { people }: Product,
  { dimas, figure, language }: { dimas: string; figure: string; language: string },
) {
  const { token: link } = await people.makeSignInLink(dimas, { purpose: "demo", hours: 1 });
  const session = await app.inject({ method: "POST", url: "/api/session/link", payload: { token: link } });
  const headers = { authorization: `Bearer ${String(session.json<{ token: string }>().token)}`, "accept-language": language };
  const look = await app.inject({ method: "POST", url: "/api/looks", headers, payload: { customer: figure, purpose: "care" } });
  await app.inject({ method: "DELETE", url: "/api/session", headers });
  if (look.statusCode === 200) return {};
  const { title, rules, entry } = look.json<{
    title: string;
    rules?: Array<{ id: string; text: string; remedy: string }>;
    entry?: number;
  }>();
  return { refusal: { title, rules: rules ?? [], ...(entry !== undefined && { entry }) } };
}
