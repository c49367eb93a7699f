import type { FactsRow } from "./gather.ts";
import type { House } from "./parts.ts";

/** How a customer who works here stands to the one who looks: oneself; household, colleague, superior or subordinate; anybody else. */
export type Kinship = "self" | "near" | "other";

/**
 * Staff are customers too (R28). The facts statement says whose identity the customer shares; only then, which is seldom, and only within
 * scope (so that outside nothing tells that somebody is staff), it is asked how near they are.
 */
export async function kinshipOf(house: House, row: FactsRow): Promise<ReadonlySet<Kinship>> {
  const shared = row.staff.map((one) => one.split(" ") as [personId: string, ix: string]);
  const kinship = new Set<Kinship>();
  for (const [personId, ix] of shared) if (personId === row.person_id) kinship.add(ix === "kk" ? "near" : "self");
  const others = [...new Set(shared.map(([personId]) => personId))].filter((personId) => personId !== row.person_id);
  if (others.length === 0) return kinship;
  const { rows } = await house.db.query<{ near: boolean }>({
    name: "access-kinship",
    text: `select (office_id = $2 or id in ($3, $4) or coalesce(supervisor_id = $5, false)) as near from people.person where id = any ($1)`,
    values: [others, row.office_id, row.supervisor_id ?? "", row.superior_id ?? "", row.person_id],
  });
  for (const { near } of rows) kinship.add(near ? "near" : "other");
  return kinship;
}
