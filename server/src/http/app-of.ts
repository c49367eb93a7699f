import type { FastifyInstance, FastifyReply } from "fastify";
import { accessRoutes } from "../access/index.ts";
import { customerRoutes } from "../customer/index.ts";
import { tryItRoutes } from "../demo/try-it.ts";
import { journalRoutes, pruningRoutes } from "../journal/index.ts";
import { peopleRoutes } from "../people/index.ts";
import type { Product } from "../product.ts";
import { destructionRoutes, honeyRoutes } from "../records/index.ts";
import { callBackRoutes, controlRoutes, inquiryRoutes, reviewRoutes } from "../review/index.ts";
import { rotaRoutes, watchRoutes } from "../watch/index.ts";
import { openApp } from "./app.ts";
import { COOKIE } from "./session-hook.ts";

/** The app of an open product, with the routes of all chapters; not yet listening. */
export function appOf(product: Product, { webDir }: { webDir?: string } = {}): Promise<FastifyInstance> {
  const { people, journal, records, access, watch, review, customer, destruction, pruning, tower, clock, simulated, log } = product;
  return openApp({
    log,
    checkSession: people.checkSession,
    ...(webDir ? { webDir } : {}),
    routes: [
      peopleRoutes({ people, clock, simulated, setCookie }),
      accessRoutes({ access }),
      destructionRoutes({ destruction, approvals: people.approvals }),
      journalRoutes({
        journal,
        lamp: () => tower.lamp(),
        ...whoMayRead(product),
        customerHolder: (id) => records.customerHolder(id),
        destroyed: destruction.ended,
      }),
      pruningRoutes({ pruning, approvals: people.approvals }),
      honeyRoutes({ honey: records.honey, approvals: people.approvals, hits: () => watch.honeyHits() }),
      watchRoutes(watch),
      rotaRoutes(watch.rota),
      reviewRoutes(review),
      inquiryRoutes(review.inquiries),
      customerRoutes(customer),
      callBackRoutes(review.callBacks),
      controlRoutes(review.controls),
      tryItRoutes(product),
    ],
  });
}

/** For this site only, out of reach of scripts, gone with the browser. No end date: the server ends sessions, and a story's clock is not the browser's. */
function setCookie(reply: FastifyReply, token: string | undefined): void {
  const rules = { httpOnly: true, sameSite: "strict", path: "/api" } as const;
  if (token === undefined) reply.clearCookie(COOKIE, rules);
  else reply.setCookie(COOKIE, token, rules);
}

/** Trails: a person's day for his superiors, the officer and the auditor; a customer's lookers for officer and auditor. */
function whoMayRead({ people }: Product) {
  const mayReadCustomers = async ({ person }: { person: { functions: string[] } }) =>
    person.functions.some((name) => name === "officer" || name === "auditor");
  return {
    mayReadCustomers,
    async mayReadPerson(asker: { person: { id: string; functions: string[] } }, personId: string) {
      if (await mayReadCustomers(asker)) return true;
      const person = (await people.names([personId])).get(personId);
      return person?.supervisorId === asker.person.id || person?.superiorId === asker.person.id;
    },
  };
}
