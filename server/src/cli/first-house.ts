import type { Product } from "../product.ts";
import type { StartLink } from "./start-link.ts";

const SETUP_HOURS = 72;
const YEAR = 365 * 86_400_000;

/** An empty house gets its first office and its operator, who comes in by a one-time link. Later starts print nothing. */
export async function ensureFirstHouse({ people, clock }: Product): Promise<StartLink[]> {
  if ((await people.offices()).length > 0) return [];
  const now = clock.now();
  const office = await people.addOffice({ name: "Kantor Pusat", kind: "head", timeZone: "Asia/Jakarta" });
  const operator = await people.addPerson({
    login: "operator",
    name: "Operator",
    employment: "internal",
    officeId: office.id,
    joinedOn: now.toISOString().slice(0, 10),
    job: "Operator",
  });
  await people.grantAccess({ personId: operator, function: "operator", scope: "nation", endsAt: new Date(now.getTime() + YEAR) });
  const { token } = await people.makeSignInLink(operator, { purpose: "invitation", hours: SETUP_HOURS });
  return [{ label: "Operator (sekali pakai · one-time)", token }];
}
