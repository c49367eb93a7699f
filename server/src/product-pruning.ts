import { type Journal, makePruning, type Pruning, type RunningKeeper } from "./journal/index.ts";
import type { People } from "./people/index.ts";
import { realClock } from "./platform/clocks.ts";
import type { Ground } from "./product-ground.ts";
import type { Review } from "./review/index.ts";

/** The end of entries whose term is over, and of what review keeps of the looks among them. What an earlier process left is taken out meanwhile. */
export function openPruning(
  { db, dataDir, log }: Ground,
  { keeper, journal, people, review }: { keeper: RunningKeeper; journal: Journal; people: People; review: Review },
): Pruning {
  const onFault = ({ name }: Error): void =>
    log.error({ name }, "what was pruned is not out of the tables yet: it is tried at the next start");
  const pruning = makePruning({
    db,
    keeper,
    derive: journal.derive,
    dataDir,
    now: () => realClock().now(),
    ports: {
      spend: (tx, approved) => people.approvals.spend(tx, approved),
      forget: review.forgetLooks,
      endDays: (before) => review.endDays(before),
    },
    onFault,
  });
  pruning.finishLeft().catch(onFault);
  return pruning;
}
