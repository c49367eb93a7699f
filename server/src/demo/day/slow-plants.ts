import { atBranch, minutes, STORY_DAY, WEEK } from "./agenda.ts";
import type { Cast } from "./cast.ts";
import type { Step } from "./step.ts";

/** What shows over days, between persons or above the agents. */
export function slowSteps(cast: Cast): Step[] {
  return [...slowBrowsing(cast), ...colludingPair(cast), ...sharedLogin(), ...supervisorHimself(cast), ...trustingSupervisors()];
}

const DAYS = [...WEEK, STORY_DAY];

/** One active customer a day whom nobody sent, each with a good answer when asked. */
function slowBrowsing({ browsed }: Cast): Step[] {
  return DAYS.flatMap((date, n) => {
    const at = atBranch("surabaya", "13:31", date);
    const what = { who: "intan", task: `plant-slow-${n}`, customer: browsed[n]?.number ?? "", purpose: "care" } as const;
    return [
      { at, do: "open", origin: "agent_call", ...what },
      { at: minutes(at, 1), do: "look", ...what },
      { at: minutes(at, 5), do: "outcome", who: "intan", task: what.task, outcome: "done" },
      ...(date === STORY_DAY ? [] : [{ at: atBranch("sumbawa", "17:06", date), do: "explain-away", who: "intan" } as const]),
    ];
  });
}

/** Two who open the same customers of others, day after day, without work. */
function colludingPair({ shared }: Cast): Step[] {
  return DAYS.flatMap((date, n) =>
    (["rina", "yosua"] as const).flatMap((who, turn): Step[] => {
      const at = atBranch("sumbawa", turn === 0 ? "13:22" : "13:52", date);
      const what = { who, task: `plant-pair-${who}-${n}`, customer: shared[n]?.number ?? "", purpose: "care" } as const;
      return [
        { at, do: "open", origin: "agent_call", ...what },
        { at: minutes(at, 1), do: "look", ...what },
        ...(date === STORY_DAY ? [] : [{ at: atBranch("sumbawa", "17:06", date), do: "explain-away", who } as const]),
      ];
    }),
  );
}

/** Reza is at his desk, and somebody else at another machine is Reza too. */
function sharedLogin(): Step[] {
  const at = atBranch("surabaya", "10:40");
  const other = "reza@lain";
  return [
    { at, do: "sign-in", who: other },
    ...[1, 3, 5, 7].map((after, n): Step => ({ at: minutes(at, after), do: "list", who: n % 2 === 0 ? other : "reza", of: "queue" })),
  ];
}

/** Rank opens nothing, and the try lies on the desk of the one above. */
function supervisorHimself({ neighbour: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "11:47");
  return [
    { at, do: "sign-in", who: "arman" },
    { at: minutes(at, 1), do: "look", who: "arman", customer: one.number, purpose: "care" },
  ];
}

/** Each evening of the week the answers were believed. */
const trustingSupervisors = (): Step[] =>
  WEEK.flatMap((date) =>
    (["sumbawa", "surabaya"] as const).map((branch): Step => ({ at: atBranch("sumbawa", "17:12", date), do: "accept", branch, date })),
  );
