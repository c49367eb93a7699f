import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Language } from "../../platform/language.ts";
import { problem } from "../../platform/problem.ts";
import { bounded, closed, idText } from "../../platform/schemas.ts";
import { signedIn } from "../../platform/signed-in.ts";
import type { Rota } from "./make-rota.ts";
import { NUDGES, type PeerPage } from "./peer-page.ts";
import { MOST_MEMBERS } from "./store.ts";
import type { TeamRota } from "./team-page.ts";
import { easedWords, flagWords, nudgeWords, rule, words } from "./words.ts";

const text = Type.String();
const count = Type.Integer();
const sentences = bounded(text, 10);

const page = closed({
  rule: sentences,
  period: Type.Optional(text),
  eased: sentences,
  watching: bounded(
    closed({ id: text, name: text, job: text, looks: count, offHours: count, repeats: count, refused: count, flags: sentences }),
    10,
  ),
  disclosed: bounded(closed({ period: text, watchedMe: bounded(text, 10), iWatched: bounded(text, 10) }), 4),
  nudges: bounded(closed({ on: text, text }), 20),
});

const team = closed({
  rule: sentences,
  offices: bounded(
    closed({
      office: closed({ id: text, name: text }),
      weeks: bounded(
        closed({
          ...{ period: text, members: count, watchers: count, eased: sentences, commitment: text, seed: Type.Optional(text) },
          pairs: bounded(closed({ watcher: text, watched: text }), 2 * MOST_MEMBERS),
        }),
        5,
      ),
    }),
    1,
  ),
});

/** Who answers for a rota; an agent sees his own page. */
const TEAM_READERS = ["supervisor", "branch_head", "officer", "auditor"];

/** The peer rota: an agent's own page, the nudge, and the weeks of an office for those who answer for it. */
export const rotaRoutes =
  (rota: Rota): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get("/api/rota", { schema: { response: { 200: page } } }, async (request) => {
      const { person } = await signedIn(request);
      return tellPage(await rota.page(person), request.language);
    });

    app.post(
      "/api/rota/nudges",
      { schema: { body: closed({ person: idText(), about: Type.Enum([...NUDGES]) }), response: { 204: Type.Null() } } },
      async (request, reply) => {
        const { person } = await signedIn(request);
        await rota.nudge(person, request.body.person, request.body.about);
        return reply.code(204).send(null);
      },
    );

    app.get(
      "/api/rota/team",
      { schema: { querystring: closed({ office: Type.Optional(idText()) }), response: { 200: team } } },
      async (request) => {
        const { person } = await signedIn(request);
        if (!person.functions.some((name) => TEAM_READERS.includes(name))) throw problem("forbidden", words.notYours);
        const anywhere = person.functions.some((name) => name === "officer" || name === "auditor");
        const office = request.query.office ?? person.officeId;
        if (office !== person.officeId && !anywhere) throw problem("not-found", words.unknownOffice);
        return {
          rule: rule.map((one) => one[request.language]),
          offices: (await rota.teams(office)).map((one) => tellTeam(one, request.language)),
        };
      },
    );
  };

const tellPage = ({ eased, watching, nudges, ...rest }: PeerPage, language: Language) => ({
  rule: rule.map((one) => one[language]),
  ...rest,
  eased: eased.map((one) => easedWords[one][language]),
  watching: watching.map(({ flags, ...one }) => ({ ...one, flags: flags.map((flag) => flagWords[flag][language]) })),
  nudges: nudges.map(({ about, on }) => ({ on, text: nudgeWords[about][language] })),
});

const tellTeam = ({ office, weeks }: TeamRota, language: Language) => ({
  office,
  weeks: weeks.map((week) => ({ ...week, eased: week.eased.map((one) => easedWords[one][language]) })),
});
