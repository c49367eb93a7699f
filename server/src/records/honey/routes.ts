import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Writing } from "../../platform/database.ts";
import { problem } from "../../platform/problem.ts";
import { bounded, closed, idText } from "../../platform/schemas.ts";
import { type SignedIn, signedIn } from "../../platform/signed-in.ts";
import { chanceOfHit } from "./chance-of-hit.ts";
import type { Honey, HoneyMakers } from "./make-honey.ts";

export interface HoneyRouteParts {
  honey: Honey;
  /** What two persons agreed to. Filled in from people. */
  approvals: {
    approved(id: string, what: "honey", about: { person: string }): Promise<HoneyMakers>;
    spend(tx: Writing, approval: { id: string }): Promise<void>;
  };
  /** How many openings touched one. Filled in from watch. */
  hits(): Promise<number>;
}

const count = Type.Integer();
const status = closed({
  ...{ made: count, customers: count, share: Type.Number(), hits: count },
  chances: bounded(closed({ opens: count, chance: Type.Number() }), 3),
});

/** Openings for which the chance is told: a day's work, a week's, somebody who enumerates. */
export const HONEY_OPENS = [20, 150, 500] as const;

/** Data pemantau: for the officer alone, and even to him by their number only. */
export const honeyRoutes =
  ({ honey, approvals, hits }: HoneyRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const told = async () => {
      const now = await honey.status();
      return { ...now, hits: await hits(), chances: HONEY_OPENS.map((opens) => ({ opens, chance: chanceOfHit(now.share, opens) })) };
    };
    app.get("/api/honey", { schema: { response: { 200: status } } }, async (request) => {
      officer(await signedIn(request));
      return told();
    });
    app.post(
      "/api/honey",
      { schema: { body: closed({ approval: idText(), count: Type.Integer({ minimum: 1, maximum: 1_000 }) }), response: { 200: status } } },
      async (request) => {
        const { person } = officer(await signedIn(request));
        const makers = await approvals.approved(request.body.approval, "honey", { person: person.id });
        await honey.make(request.body.count, makers, (tx) => approvals.spend(tx, makers));
        return told();
      },
    );
  };

function officer(who: SignedIn): SignedIn {
  if (!who.person.functions.includes("officer"))
    throw problem("forbidden", { id: "Fungsi Anda tidak mencakup ini.", en: "Your function does not include this." });
  return who;
}
