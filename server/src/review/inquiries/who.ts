import type { Reading } from "../../platform/database.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import type { InquiryParts } from "./parts.ts";
import { maySee } from "./rules.ts";
import type { Step } from "./step.ts";
import { words } from "./words.ts";

/** Somebody an inquiry is about, or his line. */
export interface Concerned {
  id: string;
  name: string;
  job: string;
  state: string;
  employment: "internal" | "outsourced";
  vendorId: string | null;
  supervisorId: string | null;
  superiorId: string | null;
  zone: string;
  wrap: string | null;
}

export async function concerned(db: Reading, personId: string): Promise<Concerned | undefined> {
  const { rows } = await db.query<Concerned>(
    `select p.id, p.name, p.job, p.state, p.employment, p.vendor_id as "vendorId", p.supervisor_id as "supervisorId",
       p.superior_id as "superiorId", o.time_zone as zone, p.wrap
     from people.person p join people.office o on o.id = p.office_id where p.id = $1`,
    [personId],
  );
  return rows[0];
}

/** Does the first lead the second? */
async function leads(db: Reading, above: string, below: string): Promise<boolean> {
  const { rowCount } = await db.query("select 1 from people.person where id = $2 and (supervisor_id = $1 or superior_id = $1)", [
    above,
    below,
  ]);
  return rowCount > 0;
}

/** May this person read inquiries about that one, and lead them? */
export async function mayLead(db: Reading, { person: { id, functions } }: SignedIn, whom: Concerned): Promise<boolean> {
  return maySee({ id, functions }, whom, { ledByPerson: await leads(db, whom.id, id) });
}

/** Those who reported, opened or bear witness: they may be heard, and do not judge. */
export function partial(steps: readonly Step[]): Set<string> {
  const [first] = steps;
  const ids = [
    first?.byId,
    first?.facts.reporter,
    ...steps.filter(({ facts }) => facts.ground === "witness").map(({ facts }) => facts.ref),
  ];
  return new Set(ids.filter((id): id is string => typeof id === "string"));
}

/** Whoever leads inquiries is under the same pledge as everybody (R80). @throws Problem 403 */
export async function refuseUnpledged(db: Reading, personId: string, now: Date): Promise<void> {
  const { rowCount } = await db.query(
    "select 1 from people.pledge where person_id = $1 and idx is not null and signed_at <= $2 and valid_until > $2 limit 1",
    [personId, now],
  );
  if (rowCount === 0) throw problem("not-pledged", words.notPledged, { status: 403 });
}

/** The thread's person, where the asker may lead it. "Not yours" and "not there" answer alike. @throws Problem 404 */
export async function leadable(
  { db, clock }: Pick<InquiryParts, "db" | "clock">,
  who: SignedIn,
  steps: readonly Step[],
  kind: string,
): Promise<Concerned> {
  const [first] = steps;
  const whom = first?.kind === kind && first.personId !== null ? await concerned(db, first.personId) : undefined;
  if (!whom || first?.facts.reporter === who.person.id || !(await mayLead(db, who, whom))) throw problem("not-found", words.notYours);
  await refuseUnpledged(db, who.person.id, clock.now());
  return whom;
}

/** Those who lead a team or watch over those who do. Whoever is one no more owes nothing and sees nothing. */
export const isLead = ({ functions }: { functions: readonly string[] }): boolean =>
  ["supervisor", "branch_head", "officer"].some((name) => functions.includes(name));
