import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { problem } from "../../platform/problem.ts";
import { bounded, closed, dayText, idText } from "../../platform/schemas.ts";
import { type SignedIn, signedIn } from "../../platform/signed-in.ts";
import { callsFor, chanceToCatch, MOST_LOOKS } from "../call-back-plan.ts";
import type { CallBacks } from "./make-call-backs.ts";
import { RESULTS } from "./store.ts";
import { words } from "./words.ts";

const text = Type.String();
const count = Type.Integer();

const task = closed({
  ...{ id: text, date: text, state: text, mine: Type.Boolean(), case: Type.Optional(text) },
  customer: closed({ id: text, name: text }),
  person: Type.Optional(closed({ id: text, name: text, job: text })),
  caller: Type.Optional(closed({ id: text, name: text })),
  script: bounded(text, 10),
});
const results = closed({ waiting: count, confirmed: count, denied: count, unreachable: count, refused: count, forgotten: count });
const drawn = closed({ office: closed({ id: text, name: text }), date: text, pool: count, drawn: count, withoutCaller: count });
const chance = closed({ calls: count, chances: bounded(closed({ days: count, chance: Type.Number() }), 3) });

/** Numbers in a query string; ranges that hang on each other are refused by the formula, by name. */
const plan = closed({
  looks: Type.Integer({ minimum: 1, maximum: MOST_LOOKS }),
  calls: Type.Integer({ minimum: 1, maximum: MOST_LOOKS }),
  false: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_LOOKS })),
  answered: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
});

const DAYS = [5, 20, 60];
const WANTED = 0.95;
/** Percent of customers who answer and remember, where nobody knows better: assumed. */
const ANSWERED = 40;

/** Telepon konfirmasi: the list, the answer, the draw of a day that is over, and what calls would find. */
export const callBackRoutes =
  (callBacks: CallBacks): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get("/api/call-backs", { schema: { response: { 200: closed({ tasks: bounded(task, 25), results }) } } }, async (request) =>
      callBacks.list(await signedIn(request)),
    );

    app.post(
      "/api/call-backs/:id/answer",
      {
        schema: {
          params: closed({ id: idText() }),
          body: closed({ result: Type.Enum([...RESULTS]) }),
          response: { 200: closed({ task }) },
        },
      },
      async (request) => ({ task: await callBacks.answer(await signedIn(request), request.params.id, request.body.result) }),
    );

    app.post(
      "/api/call-backs/draw",
      { schema: { body: closed({ date: Type.Optional(dayText()) }), response: { 200: closed({ drawn: bounded(drawn, 1) }) } } },
      async (request) => {
        const { person } = await supervisor(await signedIn(request));
        return { drawn: await callBacks.draw({ date: request.body.date, officeId: person.officeId }) };
      },
    );

    app.get(
      "/api/call-backs/plan",
      {
        schema: {
          querystring: plan,
          response: {
            200: closed({
              rows: bounded(chance, 2),
              wanted: closed({ chance: Type.Number(), days: count, calls: Type.Union([count, Type.Null()]) }),
            }),
          },
        },
      },
      async (request) => {
        await supervisor(await signedIn(request));
        const { looks, calls, false: misuses = 1, answered = ANSWERED } = request.query;
        return chances({ looks, misuses, calls, answered: answered / 100 });
      },
    );
  };

function chances(asked: Parameters<typeof chanceToCatch>[0]) {
  try {
    const more = asked.calls < asked.looks ? [{ ...asked, calls: asked.calls + 1 }] : [];
    const rows = [asked, ...more].map((one) => ({
      calls: one.calls,
      chances: DAYS.map((days) => ({ days, chance: chanceToCatch(one, days) })),
    }));
    return { rows, wanted: { chance: WANTED, days: 60, calls: callsFor(WANTED, asked, 60) ?? null } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw problem("bad-field", words.badPlan, { detail: { id: error.message, en: error.message } });
  }
}

async function supervisor(who: SignedIn): Promise<SignedIn> {
  if (!who.person.functions.some((name) => name === "supervisor" || name === "branch_head"))
    throw problem("forbidden", words.supervisorOnly);
  return who;
}
