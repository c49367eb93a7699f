import type { FastifyRequest } from "fastify";
import type { Language } from "./language.ts";
import { problem } from "./problem.ts";

/** Whoever is behind a request, after the session was checked. */
export interface SignedIn {
  sessionId: string;
  person: {
    id: string;
    name: string;
    job: string;
    functions: string[];
    employment: "internal" | "outsourced";
    language: Language;
    officeId: string;
    officePath: string;
    zone: string;
    zoneLabel: string;
    supervisorId: string | undefined;
    /** False: only the acceptance of the terms is open to this person (R3). */
    termsOk: boolean;
  };
}

/** Checks a session token by its hash; throws the Problem that answers it. Filled in by product.ts. */
export type CheckSession = (tokenHash: string, about: { termsNeeded: boolean }) => Promise<SignedIn>;

declare module "fastify" {
  interface FastifyRequest {
    /** SHA-256 of the session token in hex, or undefined without a token. The hot path checks it in its own statement. */
    tokenHash: string | undefined;
    /** The language in which this request is answered. */
    language: Language;
    /** Filled by the first `signedIn`. */
    whoAsks: SignedIn | undefined;
  }
  interface FastifyInstance {
    checkSession: CheckSession;
  }
}

/** The person behind a request. @throws Problem 401 without a live session, 403 `terms` when terms wait for acceptance */
export async function signedIn(request: FastifyRequest, about: { termsNeeded: boolean } = { termsNeeded: true }): Promise<SignedIn> {
  if (!request.tokenHash) throw notSignedIn();
  request.whoAsks ??= await request.server.checkSession(request.tokenHash, about);
  request.language = request.whoAsks.person.language;
  return request.whoAsks;
}

/** No session, an ended one, an expired one, a forged one: one answer for all. */
export function notSignedIn() {
  return problem("not-signed-in", {
    id: "Anda belum masuk atau sesi sudah berakhir.",
    en: "You are not signed in, or the session has ended.",
  });
}
