import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { problem } from "../platform/problem.ts";
import { bounded, closed, dayText, entryNumber, idText, instantText, text } from "../platform/schemas.ts";
import { signedIn } from "../platform/signed-in.ts";
import { MAX_BATCH } from "./add-interactions.ts";
import type { Evidence } from "./evidence-sources/contract.ts";
import { MAX_REPORT_ROWS, REPORT_CHANNELS, REPORT_RESULTS } from "./file-report.ts";
import type { Watch } from "./index.ts";
import { evidenceRoutes } from "./routes-evidence.ts";
import { MISTAKE_REASONS } from "./tell-mistake.ts";
import { words } from "./words.ts";

const record = closed({
  external: text(100),
  kind: Type.Enum(["call", "counter", "customer_event"]),
  person: Type.Optional(idText()),
  extension: Type.Optional(text(40)),
  customer: Type.Optional(idText()),
  phone: Type.Optional(text(40)),
  customerNumber: Type.Optional(text(60)),
  channel: text(40),
  startsAt: instantText(),
  endsAt: Type.Optional(instantText()),
  result: Type.Optional(Type.String({ pattern: "^[a-z_]{1,40}$" })),
});
const badRow = closed({ row: Type.Integer(), column: Type.String(), what: Type.String(), expected: Type.String() });
const reportRow = closed({ customer: idText(), channel: Type.Enum([...REPORT_CHANNELS]), result: Type.Enum([...REPORT_RESULTS]) });

/** Contact records from other systems, the agent's own report and the wrong click told at once. */
export const watchRoutes =
  (watch: Watch): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(evidenceRoutes(watch));

    app.post(
      "/api/interactions",
      {
        schema: {
          body: closed({ source: Type.String({ pattern: "^[\\w.-]{1,60}$" }), rows: bounded(record, MAX_BATCH) }),
          response: {
            200: closed({ new: Type.Integer(), same: Type.Integer(), unbound: Type.Integer(), bad: bounded(badRow, MAX_BATCH) }),
          },
        },
      },
      async (request) => {
        const { person } = await signedIn(request);
        if (!person.functions.includes("integrator")) throw problem("forbidden", words.integratorOnly);
        return watch.addInteractions(await watch.bringer(person.id), request.body.source, request.body.rows.map(asEvidence));
      },
    );

    app.post(
      "/api/reports",
      {
        schema: {
          body: closed({ date: dayText(), nihil: Type.Optional(Type.Boolean()), rows: Type.Optional(bounded(reportRow, MAX_REPORT_ROWS)) }),
          response: {
            200: closed({
              report: closed({
                id: Type.String(),
                date: Type.String(),
                nihil: Type.Boolean(),
                rows: Type.Integer(),
                filedAt: Type.String(),
              }),
            }),
          },
        },
      },
      async (request) => {
        const { person } = await signedIn(request);
        const { date, nihil = false, rows = [] } = request.body;
        const report = await watch.fileReport(person, date, nihil, rows);
        return { report: { ...report, filedAt: report.filedAt.toISOString() } };
      },
    );

    app.post(
      "/api/mistakes",
      {
        schema: {
          body: closed({ entry: entryNumber(), reason: Type.Optional(Type.Enum([...MISTAKE_REASONS])) }),
          response: {
            200: closed({
              mistake: closed({ id: Type.String(), entry: Type.Integer(), atOnce: Type.Boolean() }),
              note: Type.Optional(Type.String()),
            }),
          },
        },
      },
      async (request) => {
        const { person } = await signedIn(request);
        const mistake = await watch.tellMistake(person.id, request.body.entry, request.body.reason);
        return { mistake, ...(mistake.atOnce ? {} : { note: words.lateMistake[request.language] }) };
      },
    );
  };

interface Posted extends Omit<Evidence, "startsAt" | "endsAt"> {
  startsAt: string;
  endsAt?: string;
}

const asEvidence = ({ startsAt, endsAt, ...rest }: Posted): Evidence => ({
  ...rest,
  startsAt: new Date(startsAt),
  ...(endsAt ? { endsAt: new Date(endsAt) } : {}),
});
