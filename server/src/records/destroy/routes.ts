import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { problem } from "../../platform/problem.ts";
import { bounded, closed, entryNumber, idText } from "../../platform/schemas.ts";
import { type SignedIn, signedIn } from "../../platform/signed-in.ts";
import type { TwoPersons } from "./destroy-customer.ts";
import type { Destruction } from "./make-destruction.ts";

export interface DestructionRouteParts {
  destruction: Destruction;
  /** What two persons agreed to. Filled in from people. */
  approvals: { approved(id: string, what: "destroy", about: { subject: string; person: string }): Promise<TwoPersons> };
}

const certificate = closed({
  certificate: Type.String(),
  log: Type.String(),
  entry: Type.Integer(),
  at: Type.String(),
  reference: Type.String(),
  key: Type.String(),
  why: Type.String(),
  approval: Type.String(),
  asked: Type.String(),
  confirmed: Type.String(),
  backups: closed({ epoch: Type.Integer(), state: Type.String(), closedAt: Type.Optional(Type.String()) }),
  copies: bounded(
    closed({ id: Type.String(), epoch: Type.Integer(), place: Type.String(), state: Type.String(), goneAt: Type.Optional(Type.String()) }),
    1_000,
  ),
  receipt: Type.String(),
});

/** A customer is destroyed by one of the two who agreed to it; certificates are for them and for the auditor. */
export const destructionRoutes =
  ({ destruction, approvals }: DestructionRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      "/api/customers/:id/destroy",
      { schema: { params: closed({ id: idText() }), body: closed({ approval: idText() }), response: { 200: certificate } } },
      async (request) => {
        const { person } = await signedIn(request);
        const { id } = request.params;
        const approved = await approvals.approved(request.body.approval, "destroy", { subject: id, person: person.id });
        const { entry } = await destruction.destroy(id, approved);
        return destruction.certificate(entry);
      },
    );
    app.get(
      "/api/destructions/:entry",
      { schema: { params: closed({ entry: entryNumber() }), response: { 200: certificate } } },
      async (request) => {
        mayRead(await signedIn(request));
        return destruction.certificate(request.params.entry);
      },
    );
  };

const READERS = ["officer", "operator", "auditor"];

function mayRead({ person }: SignedIn): void {
  if (!person.functions.some((name) => READERS.includes(name))) throw notYours();
}

const notYours = () => problem("forbidden", { id: "Fungsi Anda tidak mencakup ini.", en: "Your function does not include this." });
