import { openProduct, type Product } from "../../server/src/product.ts";
import { foundCompany } from "../world/company.ts";

/** What both type. */
export const PASSWORD = "sebuah kalimat panjang";

/** A small company in the data directory, open, with two persons who may decide together what one may not: `petugas0` and `petugas1`. */
export async function companyWithTwoDeciders(dataDir: string) {
  const { agents, work } = await foundCompany(dataDir, 2, 2);
  const product: Product = await openProduct({ dataDir, scryptCost: 1024 });
  try {
    await decide(product, agents);
  } catch (error) {
    await product.close();
    throw error;
  }
  return { product, work };
}

async function decide({ people }: Product, agents: ReadonlyArray<{ id: string }>): Promise<void> {
  const endsAt = new Date(Date.now() + 86_400_000);
  for (const [n, name] of ["officer", "operator"].entries()) {
    const personId = agents[n]?.id ?? "";
    await people.grantAccess({ personId, function: name, scope: "nation", endsAt });
    await people.setPassword(personId, PASSWORD, { wait: true });
  }
}
