import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import { type Problem, problem } from "../platform/problem.ts";
import { bounded, closed, entryNumber, idText, instantText } from "../platform/schemas.ts";
import { type SignedIn, signedIn } from "../platform/signed-in.ts";
import type { Lamp } from "./lamp.ts";
import { type Gone, lookersGone } from "./lookers-gone.ts";
import type { Journal } from "./make-journal.ts";
import type { TrailRow } from "./store.ts";
import type { TrailPage } from "./trail.ts";

export interface JournalRouteParts {
  journal: Journal;
  /** The lamp with all that is watched beside keeper and journal. Filled in from watch. */
  lamp(): Promise<Lamp & { state: string; parts: Array<Static<typeof lampPart>> }>;
  /** Whether this person may ask for that person's day: supervisor of that person, officer, auditor. Filled in from people. */
  mayReadPerson(asker: SignedIn, personId: string): Promise<boolean>;
  /** Whether this person may ask who looked at a customer: officer, auditor. */
  mayReadCustomers(asker: SignedIn): Promise<boolean>;
  /** The customer's holder, or undefined where there is none. */
  customerHolder(id: string): Promise<{ id: string; wrap: string } | undefined>;
  /** When the data of a customer who has no holder any more were destroyed; undefined where there never was such a customer. */
  destroyed(id: string): Promise<Gone | undefined>;
}

const words = closed({ id: Type.String(), en: Type.String() });
const lampPart = closed({
  ...{ id: Type.String(), state: Type.String(), since: Type.Optional(Type.String()), late: Type.Optional(Type.Boolean()) },
  ...{ means: words, todo: Type.Optional(words) },
});
const lampAnswer = closed({
  lit: Type.Boolean(),
  /** `lit`, `amber` (data opens, the watch is not complete) or `dark`. */
  state: Type.String(),
  parts: bounded(lampPart, 20),
  keeper: Type.String(),
  why: Type.Optional(words),
  since: Type.Optional(Type.String()),
  journal: closed({ size: Type.Integer(), pruned: Type.Optional(closed({ upto: Type.Integer(), before: Type.String() })) }),
  assurance: Type.Integer(),
  declared: Type.Boolean(),
  witnesses: bounded(
    closed({
      name: Type.String(),
      state: Type.String(),
      size: Type.Optional(Type.Integer()),
      at: Type.Optional(Type.String()),
      here: Type.Boolean(),
    }),
    256,
  ),
  cosigned: Type.Optional(closed({ size: Type.Integer(), at: Type.String() })),
  notice: Type.Optional(words),
  durability: Type.String(),
  simulated: Type.Boolean(),
  waiting: Type.Integer(),
});
/** The note is signed, and holds nothing but the size and the root. */
const checkpointAnswer = closed({ size: Type.Integer(), root: Type.String(), line: Type.String() });
const optionalText = Type.Optional(Type.String());
const trailRow = closed({
  entry: Type.Integer(),
  typ: Type.String(),
  at: Type.String(),
  person: optionalText,
  customer: optionalText,
  purpose: optionalText,
  case: optionalText,
  decision: Type.String(),
  out: Type.String(),
  rules: Type.Array(Type.String()),
  watch: Type.Array(Type.String()),
  fields: Type.Array(Type.String()),
  device: optionalText,
});
const trailAnswer = closed({
  rows: bounded(trailRow, 500),
  next: Type.Optional(Type.String()),
  entry: Type.Integer(),
  prunedBefore: optionalText,
});
const between = closed({
  from: instantText(),
  to: instantText(),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});

/** `/api/lamp`, `/api/journal/…` and `/api/trail/…`: what is asked of the journal over HTTP. */
export const journalRoutes =
  (parts: JournalRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { journal } = parts;
    app.get("/api/lamp", { schema: { response: { 200: lampAnswer } } }, () => parts.lamp());

    app.get("/api/journal/checkpoint", { schema: { response: { 200: checkpointAnswer } } }, async (request) => {
      await signedIn(request);
      const checkpoint = await journal.checkpointLine();
      if (checkpoint === undefined) throw notFound();
      return checkpoint;
    });

    app.get(
      "/api/trail/people/:id",
      { schema: { params: closed({ id: idText() }), querystring: between, response: { 200: trailAnswer } } },
      async (request) => {
        const asker = await signedIn(request);
        const { id } = request.params;
        if (!(await parts.mayReadPerson(asker, id))) throw forbidden();
        return shown(await journal.personDay(id, asked(asker, request.query)));
      },
    );

    app.get(
      "/api/trail/customers/:id",
      { schema: { params: closed({ id: idText() }), querystring: between, response: { 200: trailAnswer } } },
      async (request) => {
        const asker = await signedIn(request);
        if (!(await parts.mayReadCustomers(asker))) throw forbidden();
        const customer = await parts.customerHolder(request.params.id);
        if (customer === undefined) throw await nobody(parts, request.params.id);
        return shown(await journal.customerLookers(customer, asked(asker, request.query)));
      },
    );

    app.get(
      "/api/journal/receipts/:entry",
      { schema: { params: closed({ entry: entryNumber() }), response: { 200: Type.String() } } },
      async (request, reply) => {
        const asker = await signedIn(request);
        const { entry } = request.params;
        if (!(await mayHold(parts, asker, entry))) throw notFound();
        const receipt = await journal.receipt(entry);
        if (receipt === undefined) throw notFound();
        return reply.type("text/plain; charset=utf-8").send(receipt);
      },
    );
  };

/** A receipt holds the entry, and entries profile staff: one's own, those of one's people, all for officer and auditor. */
async function mayHold(parts: JournalRouteParts, asker: SignedIn, entry: number): Promise<boolean> {
  if (await parts.mayReadCustomers(asker)) return true;
  const person = await parts.journal.personOf(entry);
  return person !== undefined && (person === asker.person.id || (await parts.mayReadPerson(asker, person)));
}

function asked(asker: SignedIn, { from, to, cursor, limit }: { from: string; to: string; cursor?: string; limit?: number }) {
  return { by: asker.person.id, from: new Date(from), until: new Date(to), cursor, ...(limit ? { limit } : {}) };
}

/** Absent rather than null. */
function shown({ rows, prunedBefore, ...rest }: TrailPage) {
  const row = ({ at, person, customer, purpose, case: task, device, row: _, ...plain }: TrailRow) => ({
    ...plain,
    at: at.toISOString(),
    ...(person ? { person } : {}),
    ...(customer ? { customer } : {}),
    ...(purpose ? { purpose } : {}),
    ...(task ? { case: task } : {}),
    ...(device ? { device } : {}),
  });
  return { ...rest, ...(prunedBefore ? { prunedBefore: prunedBefore.toISOString() } : {}), rows: rows.map(row) };
}

/** Only whoever may ask about every customer comes here. */
async function nobody({ destroyed }: JournalRouteParts, id: string): Promise<Problem> {
  const gone = await destroyed(id);
  return gone === undefined ? notFound() : lookersGone(gone);
}

const forbidden = () =>
  problem("forbidden", {
    id: "Jejak ini hanya untuk atasan petugas, petugas pelindungan data dan pemeriksa.",
    en: "This trail is for the person's supervisor, the data protection officer and auditors.",
  });
const notFound = () => problem("not-found", { id: "Tidak ditemukan.", en: "Not found." });
