import type { CustomerPlan } from "../company/customers.ts";
import { drawWith } from "../company/draw.ts";
import { BRANCHES, type BranchKey } from "../company/offices.ts";
import { agentsOf, doesWork, type StaffPlan } from "../company/staff.ts";
import { atBranch, type Errand, honestErrands, minutes, shelfOf } from "./agenda.ts";
import { type Cast, castNumbers, castOf } from "./cast.ts";
import { feedRowOf, lookAt, stepsOf } from "./errand-steps.ts";
import { feedSteps } from "./feeds.ts";
import { innocentSteps } from "./innocents.ts";
import { plantedSteps } from "./plants.ts";
import { reportSteps } from "./reports.ts";
import type { Step } from "./step.ts";

export interface DayPlan {
  steps: Step[];
  cast: Cast;
  errands: Errand[];
}

/** All three evenings are run when Sumbawa's clocks show this. */
export const EVENING = "17:00";
/** The last honest errand of each branch begins before its agents close their day. */
const LAST: Record<BranchKey, string> = { sumbawa: "16:35", surabaya: "15:35", jayapura: "16:40" };
/** Wahyu's contract ends in the morning. */
const LEAVES_AT = "11:00";

/** The whole story day in time order; the same chance gives the same day. `plants: false` leaves the nine misuses out. */
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
    ...(plants ? plantedSteps(cast).map((step): Step => ({ ...step, planted: true })) : []),
    ...reportSteps(errands, cast, plants),
    { at: atBranch("surabaya", LEAVES_AT), do: "leave", who: "wahyu" },
    ...leftForVisitors(
      draw.some(
        customers.filter((one) => one.holder === "maria" && one.silentDays < 90 && !one.publicFigure),
        6,
      ),
    ),
  ];
  return { steps: inOrder(steps), cast, errands };
}

/** Those who serve from a desk; field people have no visit today. */
const atDesks = (branch: BranchKey): StaffPlan[] =>
  agentsOf(branch).filter((person) => doesWork(person, "cs") || doesWork(person, "telesales"));

/** Signing in, looking at the queue now and then, the feeds, the evening. */
function branchSteps(branch: BranchKey, errands: Errand[]): Step[] {
  const opens = atBranch(branch, BRANCHES[branch].opens);
  const evening = atBranch("sumbawa", EVENING);
  const people = agentsOf(branch).map((person) => person.login);
  return [
    ...people.map((who, n): Step => ({ at: minutes(opens, 1 + n * 0.1), do: "sign-in", who })),
    ...people.flatMap((who) =>
      glances(
        who,
        errands.filter((errand) => errand.who === who),
      ),
    ),
    ...feedSteps(
      errands.flatMap((errand) => feedRowOf(errand) ?? []),
      opens,
      minutes(evening, -4),
    ),
    { at: minutes(evening, -FIRST_RUN[branch]), do: "evening", branch },
    ...answers(errands, minutes(evening, -FIRST_RUN[branch])),
    { at: evening, do: "evening", branch },
  ];
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

/** Every eighth errand begins with a glance at one's queue. */
function glances(who: string, errands: Errand[]): Step[] {
  return errands.filter((_, n) => n % 8 === 3).map((errand) => ({ at: minutes(errand.at, -0.5), do: "list", who, of: "queue" }));
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

/** By time; what was planned first comes first at the same time. */
const inOrder = (steps: Step[]): Step[] =>
  steps
    .map((step, n) => ({ step, n }))
    .sort((a, b) => a.step.at.getTime() - b.step.at.getTime() || a.n - b.n)
    .map(({ step }) => step);
