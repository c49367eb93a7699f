import type { Product } from "../../server/src/product.ts";
import { knownHolders } from "../../server/src/product-holders.ts";
import { checkState } from "../../server/src/state/index.ts";

/** The state check over a house, by an operator, as its command makes it. */
export function stateOf({ db, keeper, journal, access, records, watch, dataDir, clock }: Product): ReturnType<typeof checkState> {
  const parts = { db, keeper, journal, dataDir, policy: access.policy, nobody: records.nobody().id, rotas: watch.rota };
  return checkState({ ...parts, holders: () => knownHolders(db), now: () => clock.now() }, { by: "operator" });
}
