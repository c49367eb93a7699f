import { atBranch, minutes, STORY_DAY, WEEK } from "./agenda.ts";
import type { Cast } from "./cast.ts";
import type { Step } from "./step.ts";

/** Those who did nothing wrong and must not be accused. */
export function innocentSteps(cast: Cast): Step[] {
  return [...wrongClick(cast), ...namesake(cast), ...genuineCall(cast), ...lateRecord(cast), ...disputeServed(cast), ...twoMachines()];
}

/** Frans is on the road with a tablet, and at his desk before and after. */
function twoMachines(): Step[] {
  const tablet = "frans@tablet";
  return [
    { at: atBranch("jayapura", "08:40"), do: "list", who: "frans", of: "queue" },
    { at: atBranch("jayapura", "10:02"), do: "sign-in", who: tablet },
    { at: atBranch("jayapura", "10:03"), do: "list", who: tablet, of: "queue" },
    { at: atBranch("jayapura", "11:58"), do: "list", who: tablet, of: "queue" },
    { at: atBranch("jayapura", "15:10"), do: "list", who: "frans", of: "queue" },
  ];
}

/** The same customer calls Hasanuddin three days running about one complaint; each time the exchange saw it. */
export function regularSteps({ regular: one }: Cast): Step[] {
  return [...WEEK.slice(3), STORY_DAY].flatMap((date, n): Step[] => {
    const at = atBranch("sumbawa", "15:33", date);
    const what = { who: "hasanuddin", task: `innocent-regular-${n}`, customer: one.number, purpose: "care" } as const;
    const call = {
      external: `call-regular-${n}`,
      kind: "call",
      who: "hasanuddin",
      customer: one.number,
      channel: "telepon masuk",
      startsAt: at,
      endsAt: minutes(at, 6),
    } as const;
    return [
      { at: minutes(at, 0.5), do: "open", origin: "agent_call", ...what },
      { at: minutes(at, 1), do: "look", ...what },
      { at: minutes(at, 6), do: "outcome", who: "hasanuddin", task: what.task, outcome: n === 2 ? "done" : "call_back" },
      { at: minutes(at, 8), do: "feed", source: "sentral", rows: [call] },
    ];
  });
}

/** Maria takes the wrong row, closes it at once and says so. */
function wrongClick({ wrongClick: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "09:47");
  const what = { who: "maria", task: "innocent-click" } as const;
  return [
    {
      at: minutes(at, -6),
      do: "task",
      task: "innocent-click",
      customer: one.number,
      purpose: "care",
      branch: "sumbawa",
      origin: "dispatch",
    },
    { at, do: "claim", ...what },
    { at: minutes(at, 0.5), do: "look", ...what, customer: one.number, purpose: "care", mark: "wrong-click" },
    { at: minutes(at, 0.8), do: "mistake", who: "maria", mark: "wrong-click" },
    { at: minutes(at, 1), do: "outcome", ...what, outcome: "mistake" },
  ];
}

/** Dimas Prasetyo serves a customer who is called Prasetyo too. */
function namesake({ namesake: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "10:17");
  const what = { who: "dimas", task: "innocent-name" } as const;
  return [
    {
      at: minutes(at, -4),
      do: "task",
      task: "innocent-name",
      customer: one.number,
      purpose: "billing",
      branch: "sumbawa",
      origin: "dispatch",
    },
    { at, do: "claim", ...what },
    { at: minutes(at, 1), do: "look", ...what, customer: one.number, purpose: "billing" },
    { at: minutes(at, 6), do: "outcome", ...what, outcome: "done" },
  ];
}

/** The public figure himself is on the line: the exchange says so before the card opens. */
function genuineCall({ publicFigure: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "14:30");
  const what = { who: "maria", task: "innocent-call", customer: one.number, purpose: "care" } as const;
  const call = {
    external: "call-innocent",
    kind: "call",
    who: "maria",
    customer: one.number,
    channel: "telepon masuk",
    startsAt: at,
    endsAt: minutes(at, 7),
  } as const;
  return [
    { at: minutes(at, 0.2), do: "feed", source: "sentral", rows: [call] },
    { at: minutes(at, 0.5), do: "search", by: "customer_number", who: "maria", customer: one.number, purpose: "care" },
    { at: minutes(at, 1), do: "open", origin: "agent_call", ...what },
    { at: minutes(at, 1.5), do: "look", ...what },
    { at: minutes(at, 7), do: "outcome", who: "maria", task: "innocent-call", outcome: "done" },
  ];
}

/** The exchange in Jayapura was cut off at noon; its record comes after the first evening run. */
function lateRecord({ lateRecord: one }: Cast): Step[] {
  const at = atBranch("jayapura", "11:20");
  const what = { who: "yuliana", task: "innocent-late", customer: one.number, purpose: "service" } as const;
  const call = {
    external: "call-late",
    kind: "call",
    who: "yuliana",
    customer: one.number,
    channel: "telepon masuk",
    startsAt: minutes(at, -1),
    endsAt: minutes(at, 5),
  } as const;
  return [
    { at, do: "open", origin: "agent_call", ...what },
    { at: minutes(at, 1), do: "look", ...what },
    { at: minutes(at, 5), do: "outcome", who: "yuliana", task: "innocent-late", outcome: "done" },
    { at: atBranch("jayapura", "17:45"), do: "feed", source: "sentral", rows: [call] },
  ];
}

/** The customer with whom Yosua has a dispute is served all the same, by a colleague. */
function disputeServed({ dispute: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "11:35");
  const what = { who: "maria", task: "dispute" } as const;
  return [
    {
      at: atBranch("sumbawa", "10:30"),
      do: "task",
      task: "dispute",
      customer: one.number,
      purpose: "care",
      branch: "sumbawa",
      origin: "dispatch",
    },
    { at, do: "claim", ...what },
    { at: minutes(at, 1), do: "look", ...what, customer: one.number, purpose: "care" },
    { at: minutes(at, 5), do: "outcome", ...what, outcome: "done" },
  ];
}
