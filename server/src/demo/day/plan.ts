import type { CustomerPlan } from "../company/customers.ts";
import { drawWith } from "../company/draw.ts";
import { BRANCHES, type BranchKey } from "../company/offices.ts";
import { agentsOf, atDesks } from "../company/staff.ts";
import { atBranch, type Errand, honestErrands, minutes, STORY_DAY, shelfOf } from "./agenda.ts";
import { branchDay, EVENING } from "./branch-day.ts";
import { type Cast, castNumbers, castOf } from "./cast.ts";
import { lookAt, stepsOf } from "./errand-steps.ts";
import { innocentSteps } from "./innocents.ts";
import { plantedSteps } from "./plants.ts";
import { reportSteps } from "./reports.ts";
import { slowSteps } from "./slow-plants.ts";
import type { Step } from "./step.ts";
import { weekSteps } from "./week.ts";

export interface DayPlan {
  steps: Step[];
  cast: Cast;
  errands: Errand[];
}

/** The last honest errand of each branch begins before its agents close their day. */
const LAST: Record<BranchKey, string> = { sumbawa: "16:35", surabaya: "15:35", jayapura: "16:40" };
/** Wahyu's contract ends in the morning. */
const LEAVES_AT = "11:00";

/** The story in time order, the week before and the day itself; the same chance gives the same story. `plants: false` leaves the misuses out. */
export function planDay(customers: readonly CustomerPlan[], chance: () => number, plants: boolean): DayPlan {
  const draw = drawWith(chance);
  const cast = castOf(customers);
  const shelf = shelfOf(customers, castNumbers(cast, customers));
  const branches = Object.keys(BRANCHES) as BranchKey[];
  const errands = branches.flatMap((branch) =>
    atDesks(branch).flatMap((person) => honestErrands(draw, person, branch, shelf, person.login === "wahyu" ? "10:30" : LAST[branch])),
  );
  const steps: Step[] = [
    ...errands.flatMap((errand) => stepsOf(draw, errand)),
    ...branches.flatMap((branch) =>
      branchSteps(
        branch,
        errands.filter((errand) => errand.branch === branch),
      ),
    ),
    ...innocentSteps(cast),
    ...weekSteps(draw, shelf, cast),
    ...(plants ? [...plantedSteps(cast), ...slowSteps(cast)].map((step): Step => ({ ...step, planted: true })) : []),
    ...reportSteps(errands, cast, plants),
    { at: atBranch("surabaya", LEAVES_AT), do: "leave", who: "wahyu" },
    ...leftForVisitors(
      draw.some(
        customers.filter((one) => one.holder === "maria" && one.silentDays < 90 && !one.publicFigure),
        6,
      ),
    ),
    ...staying(),
  ];
  return { steps: inOrder(steps), cast, errands };
}

/** The story day of a branch: the first evening run asks, the last one closes. */
function branchSteps(branch: BranchKey, errands: Errand[]): Step[] {
  const evening = atBranch("sumbawa", EVENING);
  const asked = minutes(evening, -FIRST_RUN[branch]);
  return [...branchDay(branch, errands, STORY_DAY), { at: asked, do: "evening", branch }, ...answers(errands, asked)];
}

/** Minutes before the evening at which questions go out. Jayapura's clocks are an hour ahead, its people about to leave. */
const FIRST_RUN: Record<BranchKey, number> = { sumbawa: 20, surabaya: 20, jayapura: 50 };
/** Of three who are asked, two answer at once. */
const SLOW = 3;

/** Who worked and forgot the outcome says so when asked: that clears nothing, but the supervisor reads it beside the row. */
function answers(errands: Errand[], asked: Date): Step[] {
  const told = errands.filter((errand) => errand.bare && errand.at < minutes(asked, -60)).filter((_, n) => n % SLOW !== SLOW - 1);
  const people = [...new Set(told.map((errand) => errand.who))];
  return people.map((who, n) => ({
    at: minutes(asked, 3 + n),
    do: "answer",
    who,
    looks: told.filter((errand) => errand.who === who).map(lookAt),
    pick: "visit",
  }));
}

/** Work that waits for whoever comes to try the record card in the evening. */
function leftForVisitors(customers: CustomerPlan[]): Step[] {
  const at = atBranch("sumbawa", "16:52");
  const purposes = ["care", "billing", "service"];
  return customers.map((one, n) => ({
    at: minutes(at, n * 0.2),
    do: "task",
    task: `left-${n}`,
    customer: one.number,
    purpose: purposes[n % 3] ?? "care",
    branch: "sumbawa",
    origin: "dispatch",
    assignedTo: n % 2 ? "dimas" : "maria",
  }));
}

/** Once the evening is drawn over, those with work for a visitor are asked to stay. */
const staying = (): Step[] =>
  agentsOf("sumbawa").flatMap(({ login, until }): Step[] =>
    until ? [{ at: atBranch("sumbawa", EVENING), do: "stay", who: login, branch: "sumbawa", date: STORY_DAY, until }] : [],
  );

/** By time; what was planned first comes first at the same time. */
const inOrder = (steps: Step[]): Step[] =>
  steps
    .map((step, n) => ({ step, n }))
    .sort((a, b) => a.step.at.getTime() - b.step.at.getTime() || a.n - b.n)
    .map(({ step }) => step);
