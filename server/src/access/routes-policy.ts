import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { problem } from "../platform/problem.ts";
import { bounded, closed, instantText, oneOf } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import type { Access } from "./make-access.ts";
import { MODE_WHY, type ModeLine, type ModeWhy } from "./set-mode.ts";
import { WORDS } from "./words.ts";

const mode = () => oneOf(["forbid", "reason", "watch"]);
const line = closed({ rule: Type.String(), text: Type.String(), mode: mode(), shipped: mode(), loosest: mode(), fixed: Type.Boolean() });
const table = closed({ hash: Type.String(), modes: bounded(line, 200) });
const change = closed({
  rule: Type.String({ pattern: "^((refuse|watch)/)?[A-Z][A-Z0-9-]{1,19}$" }),
  mode: mode(),
  why: oneOf(Object.keys(MODE_WHY) as ModeWhy[]),
});

const count = () => Type.Integer({ minimum: 0 });
const hits = closed({ hits: bounded(closed({ rule: Type.String(), refused: count(), seen: count(), persons: count() }), 200) });
const between = closed({ from: instantText(), to: instantText() });

const DAY = 86_400_000;

/** What each rule does (R47): everybody may read it, the officer changes it. */
export const policyRoutes =
  (access: Access): FastifyPluginAsyncTypebox =>
  async (app) => {
    const told = ({ rule, ...rest }: ModeLine, request: FastifyRequest) => {
      const [set, id] = rule.split("/") as ["refuse" | "watch", string];
      return { rule, text: access.policy.rule(id, set)?.text[request.language] ?? id, ...rest };
    };
    app.get("/api/policy/modes", { schema: { response: { 200: table } } }, async (request) => {
      await signedIn(request);
      return { hash: access.policy.hash, modes: access.modeTable().map((one) => told(one, request)) };
    });
    app.get("/api/policy/hits", { schema: { querystring: between, response: { 200: hits } } }, async (request) => {
      const { person } = await signedIn(request);
      if (!person.functions.includes("officer")) throw problem("forbidden", WORDS.onlyOfficer);
      const [from, until] = [new Date(request.query.from), new Date(request.query.to)];
      const days = (until.getTime() - from.getTime()) / DAY;
      if (days <= 0 || days > 366) throw problem("bad-field", WORDS.atMostAYear);
      return { hits: await access.ruleHits({ from, until }) };
    });
    app.post("/api/policy/modes", { schema: { body: change, response: { 200: line } } }, async (request) => {
      const { person } = await signedIn(request);
      if (!person.functions.includes("officer")) throw problem("forbidden", WORDS.onlyOfficer);
      return told(await access.setMode({ ...request.body, by: person.id }), request);
    });
  };
