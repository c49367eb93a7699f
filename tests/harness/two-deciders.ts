import { openProduct, type Product, type ProductOptions } from "../../server/src/product.ts";
import { foundCompany } from "../world/company.ts";

/** What both type. */
export const PASSWORD = "sebuah kalimat panjang";

/** A small company in the data directory, open, with two persons who may decide together what one may not: `petugas0` and `petugas1`. */
export async function companyWithTwoDeciders(dataDir: string, more: Partial<ProductOptions> = {}) {
  const { work } = await foundCompany(dataDir, 2, 2, { also: decide });
  return { product: await openProduct({ dataDir, scryptCost: 1024, ...more }), work };
}

/** Makes the first of a company its officer, who answers for the customers, and the others operators, who run the machines. */
export async function appoint({ people, clock }: Product, { agents }: { agents: ReadonlyArray<{ id: string }> }) {
  const endsAt = new Date(clock.now().getTime() + 86_400_000);
  for (const [n, { id: personId }] of agents.entries())
    await people.grantAccess({ personId, function: n === 0 ? "officer" : "operator", scope: "nation", endsAt });
  const [officer = "", operator = ""] = agents.map(({ id }) => id);
  return { officer, operator };
}

/** The same, each with the password, which ends the sessions that they had. */
export async function decide(product: Product, company: { agents: ReadonlyArray<{ id: string }> }): Promise<void> {
  await appoint(product, company);
  for (const { id } of company.agents) await product.people.setPassword(id, PASSWORD, { wait: true });
}
