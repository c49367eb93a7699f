import { type FastifyPluginAsyncTypebox, Type } from "@fastify/type-provider-typebox";
import { closed, idText, instantText } from "../../platform/schemas.ts";
import { signedIn } from "../../platform/signed-in.ts";
import type { Pruning } from "./make-pruning.ts";
import type { PruneApproval } from "./prune-journal.ts";

export interface PruningRouteParts {
  pruning: Pruning;
  /** What two persons agreed to. Filled in from people. */
  approvals: { approved(id: string, what: "prune", about: { subject: string; person: string }): Promise<PruneApproval> };
}

const done = closed({
  entry: Type.Integer(),
  upto: Type.Integer(),
  count: Type.Integer(),
  /** False: it goes on in the background. */
  settled: Type.Boolean(),
});

/** How long whoever asked waits for the files, ms; nothing depends on it. */
const WAIT = 5_000;

/** What two persons agree to, as the approval names it: that everything older than this goes, and nothing younger. A day is its midnight in UTC. */
export const pruneSubject = (before: Date): string => {
  const [day = "", time = ""] = before
    .toISOString()
    .replaceAll(/[-:.Z]/g, "")
    .split("T");
  return `before_${day}${Number(time) === 0 ? "" : `t${time}z`}`;
};

/** Entries whose term is over are pruned by one of the two who agreed to it. */
export const pruningRoutes =
  ({ pruning, approvals }: PruningRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      "/api/journal/prune",
      { schema: { body: closed({ approval: idText(), before: instantText() }), response: { 200: done } } },
      async (request) => {
        const { person } = await signedIn(request);
        const before = new Date(request.body.before);
        const about = { subject: pruneSubject(before), person: person.id };
        const pruned = await pruning.prune(before, await approvals.approved(request.body.approval, "prune", about));
        // It is decided and written: what goes wrong from here on is tried again.
        return { ...pruned, settled: await pruning.settled(AbortSignal.timeout(WAIT)).catch(() => false) };
      },
    );
  };
