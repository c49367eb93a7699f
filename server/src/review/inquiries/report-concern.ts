import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { sealText } from "./seal-text.ts";
import { concerned } from "./who.ts";
import { words } from "./words.ts";

export const CONCERN_KINDS = ["concern", "invitation", "bribe"] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];

export interface NewConcern {
  kind: ConcernKind;
  /** Whom it is about, if he is one of us. */
  about?: string | undefined;
  /** The superior's superior, or the data protection officer, who sees all of them. */
  to: "superior" | "officer";
  anonymous?: boolean | undefined;
  text?: string | undefined;
}

/** Who writes for somebody who is not named. */
const NOBODY = "program";

/**
 * A concern past the superior (R76), an invitation to join in (R78), an offered bribe (R80). The supervisor does not see it: neither here nor
 * in any trail that he may read. Anonymous: neither the row nor an entry nor the seal names who wrote it; nobody can protect him, either.
 */
export async function reportConcern(
  parts: InquiryParts,
  { person }: SignedIn,
  { kind, about, to, anonymous = false, text }: NewConcern,
): Promise<{ id: string; protected: boolean }> {
  if (anonymous && about === undefined) throw problem("bad-field", words.anonymousAbout);
  if (anonymous && to === "superior") throw problem("bad-field", words.anonymousTo);
  const whom = about === undefined ? undefined : await concerned(parts.db, about);
  if (about !== undefined && !whom) throw problem("not-found", words.unknownPerson);
  const me = await concerned(parts.db, person.id);
  const receiver = to === "superior" ? me?.superiorId : null;
  if (to === "superior" && (!receiver || receiver === about)) throw problem("bad-field", words.noSuperior);
  const id = newId("ntc");
  const by = anonymous ? undefined : person.id;
  // Under the writer's own key, so that nothing of it lies under the key of whom it is about.
  const sealed = await sealText(parts, by ?? NOBODY, by ?? whom?.id ?? person.id, id, text);
  await parts.act(async (tx, write) => {
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread: id, begins: true, kind, personId: whom?.id, byId: by, sealed },
      facts: { ...(receiver ? { to: receiver } : {}) },
      unnamed: true,
      body: { state: "open" },
    });
  });
  return { id, protected: !anonymous };
}
