import type { Draw } from "../company/draw.ts";
import { BRANCHES, type BranchKey } from "../company/offices.ts";
import { atDesks } from "../company/staff.ts";
import { quietErrands, type Shelf, WEEK } from "./agenda.ts";
import { branchDay } from "./branch-day.ts";
import type { Cast } from "./cast.ts";
import { stepsOf } from "./errand-steps.ts";
import { regularSteps } from "./innocents.ts";
import { reportSteps } from "./reports.ts";
import type { Step } from "./step.ts";

/** The week before the story day: an honest one, but for what may be planted in it. */
export function weekSteps(draw: Draw, shelf: Shelf, cast: Cast): Step[] {
  const branches = Object.keys(BRANCHES) as BranchKey[];
  return [
    ...WEEK.flatMap((date) => {
      const errands = branches.map((branch) => atDesks(branch).flatMap((person) => quietErrands(draw, person, branch, shelf, date)));
      return [
        ...errands.flat().flatMap((errand) => stepsOf(draw, errand)),
        ...branches.flatMap((branch, n) => branchDay(branch, errands[n] ?? [], date)),
        ...reportSteps(errands.flat(), cast, false, date),
      ];
    }),
    ...regularSteps(cast),
  ];
}
