import type { BranchKey } from "../company/offices.ts";
import { agentsOf } from "../company/staff.ts";
import { atBranch, type Errand, minutes, STORY_DAY } from "./agenda.ts";
import type { Cast } from "./cast.ts";
import type { ReportLine, Step } from "./step.ts";

/** When each branch's agents close their day. */
const CLOSING: Record<BranchKey, string> = { sumbawa: "16:46", surabaya: "15:46", jayapura: "16:50" };
const CHANNEL: Record<Errand["kind"], string> = { dispatched: "other", campaign: "phone", called: "phone", "walked-in": "counter" };

/** Every agent's own report of the day; who served nobody says "nihil". */
export function reportSteps(errands: readonly Errand[], cast: Cast, plants: boolean, date = STORY_DAY): Step[] {
  return (Object.keys(CLOSING) as BranchKey[]).flatMap((branch) =>
    agentsOf(branch)
      .filter((person) => person.login !== "wahyu" || date !== STORY_DAY)
      .map((person, n): Step => {
        const own = errands
          .filter((errand) => errand.who === person.login && !errand.bare)
          .map((errand) => ({ customer: errand.customer.number, channel: CHANNEL[errand.kind], result: errand.outcome }));
        const rows = [...own, ...(plants && person.login === "fajar" ? inventedLines(cast) : [])];
        return { at: minutes(atBranch(branch, CLOSING[branch], date), n), do: "report", who: person.login, date, rows };
      }),
  );
}

/** Calls that Fajar never made. */
const inventedLines = (cast: Cast): ReportLine[] =>
  cast.invented.map((one) => ({ customer: one.number, channel: "phone", result: "interested" }));
