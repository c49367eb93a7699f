import type { Draw } from "../company/draw.ts";
import { type Errand, minutes } from "./agenda.ts";
import type { FeedRow, Step } from "./step.ts";

const SECOND = 1 / 60;

/** When the card is opened. */
export const lookAt = ({ at }: Errand): Date => minutes(at, 40 * SECOND);

/** What an errand looks like at the desk: the task, the card, the outcome. */
export function stepsOf(draw: Draw, errand: Errand): Step[] {
  const { at, who, customer, task, purpose, outcome, takes } = errand;
  const brought = errand.kind === "dispatched" || errand.kind === "campaign";
  const start = brought ? broughtTask(draw, errand) : ownTask(errand);
  const look: Step = {
    at: lookAt(errand),
    do: "look",
    who,
    task,
    customer: customer.number,
    purpose,
    ...(errand.kind !== "campaign" && draw.likely(0.15) && { reveal: ["phone"] }),
  };
  const end: Step[] = errand.bare ? [] : [{ at: minutes(at, takes), do: "outcome", who, task, outcome }];
  return [...start, look, ...verification(draw, errand), ...end];
}

function broughtTask(draw: Draw, { at, who, customer, task, purpose, branch, kind }: Errand): Step[] {
  const origin = kind === "campaign" ? "campaign" : "dispatch";
  const came = kind === "campaign" ? minutes(at, -draw.between(20, 40)) : minutes(at, -draw.between(1, 12));
  return [
    {
      at: came,
      do: "task",
      task,
      customer: customer.number,
      purpose,
      branch,
      origin,
      ...((kind === "campaign" || draw.likely(0.5)) && { assignedTo: who }),
    },
    { at, do: "claim", who, task },
  ];
}

function ownTask({ at, who, customer, task, purpose, kind }: Errand): Step[] {
  return [
    { at, do: "search", who, by: kind === "called" ? "phone" : "customer_number", customer: customer.number, purpose },
    {
      at: minutes(at, 20 * SECOND),
      do: "open",
      who,
      task,
      customer: customer.number,
      purpose,
      origin: kind === "called" ? "agent_call" : "agent_visit",
    },
  ];
}

/** Now and then a caller has to say his mother's name, a purpose of its own; it is compared and never shown. */
function verification(draw: Draw, { at, who, customer, task, kind }: Errand): Step[] {
  if (kind !== "called" || !draw.likely(0.2)) return [];
  const what = { who, task: `${task}-v`, customer: customer.number, purpose: "verification" } as const;
  return [
    { at: minutes(at, 1), do: "open", origin: "agent_call", ...what },
    { at: minutes(at, 1.3), do: "match", field: "mother_name", right: draw.likely(0.9), ...what },
  ];
}

/** What exchange and counter recorded of an errand. */
export function feedRowOf(errand: Errand): FeedRow | undefined {
  if (!errand.seen) return undefined;
  const kind = errand.kind === "walked-in" ? "counter" : "call";
  const channel =
    kind === "counter" ? "loket" : errand.kind === "campaign" || errand.kind === "dispatched" ? "telepon keluar" : "telepon masuk";
  const startsAt = minutes(errand.at, errand.kind === "called" || errand.kind === "walked-in" ? -1 : 0.8);
  return {
    external: `${kind}-${errand.task}`,
    kind,
    who: errand.who,
    customer: errand.customer.number,
    channel,
    startsAt,
    endsAt: minutes(errand.at, errand.takes - 0.2),
  };
}
