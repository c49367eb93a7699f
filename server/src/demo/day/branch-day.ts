import { BRANCHES, type BranchKey } from "../company/offices.ts";
import { agentsOf } from "../company/staff.ts";
import { atBranch, type Errand, minutes } from "./agenda.ts";
import { feedRowOf } from "./errand-steps.ts";
import { feedSteps } from "./feeds.ts";
import type { Step } from "./step.ts";

/** All three evenings are run when Sumbawa's clocks show this: the last shift of each branch is over then, so that its day is drawn over. */
export const EVENING = "17:00";

/** A branch's day around its errands: signing in, looking at the queue now and then, the feeds, the evening. */
export function branchDay(branch: BranchKey, errands: Errand[], date: string): Step[] {
  const opens = atBranch(branch, BRANCHES[branch].opens, date);
  const evening = atBranch("sumbawa", EVENING, date);
  const people = agentsOf(branch).map((person) => person.login);
  const rows = errands.flatMap((errand) => feedRowOf(errand) ?? []);
  return [
    ...people.map((who, n): Step => ({ at: minutes(opens, 1 + n * 0.1), do: "sign-in", who })),
    ...people.flatMap((who) =>
      glances(
        who,
        errands.filter((errand) => errand.who === who),
      ),
    ),
    ...feedSteps(rows, opens, minutes(evening, -4)),
    { at: evening, do: "evening", branch },
  ];
}

/** Every eighth errand begins with a glance at one's queue. */
function glances(who: string, errands: Errand[]): Step[] {
  return errands.filter((_, n) => n % 8 === 3).map((errand) => ({ at: minutes(errand.at, -0.5), do: "list", who, of: "queue" }));
}
