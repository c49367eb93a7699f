import type { Product } from "../product.ts";
import { knownHolders } from "../product-holders.ts";
import { checkHouse, checkNightly, type Nightly, type StateParts } from "../state/index.ts";

/** What a state check works with, out of an open product. */
export const statePartsOf = ({ db, keeper, journal, access, records, watch, tower, dataDir, clock }: Product): StateParts => ({
  ...{ db, keeper, journal, dataDir, policy: access.policy, nobody: records.nobody().id, rotas: watch.rota },
  ...{ holders: () => knownHolders(db), now: () => clock.now() },
  noted: (state, differences) => tower.noteState(state, differences),
});

/** The check of each night in a house that serves. A made-up house has no nights: its time stands still or runs. */
export function nightlyCheckOf(product: Product): Nightly | undefined {
  if (product.simulated) return undefined;
  const { clock, keeper, log } = product;
  return checkNightly({
    clock,
    check: async () => {
      const report = await checkHouse(statePartsOf(product), { by: "program" });
      log[report.state === "differs" ? "error" : "info"](
        { state: report.state, differences: report.differences, rows: report.rows },
        "state",
      );
      return report;
    },
    tell: (notice) => {
      keeper.pulse.notice = notice;
    },
    onFault: ({ name }) => {
      log.error({ name }, "state");
      product.tower.noteState("failed", 0).catch(() => undefined);
    },
  });
}
