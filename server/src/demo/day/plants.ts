import { atBranch, minutes } from "./agenda.ts";
import type { Cast } from "./cast.ts";
import type { Step } from "./step.ts";

/**
 * The nine misuses of the story day. Each is found by what it leaves, not by its name here.
 * Steps of all but the report without work, which stands in Fajar's report (see reports.ts).
 */
export function plantedSteps(cast: Cast): Step[] {
  return [
    ...publicFigure(cast),
    ...exEmployee(cast),
    ...declaredConflict(cast),
    ...offHours(cast),
    ...bulkBrowsing(cast),
    ...outsidePortfolio(cast),
    ...refusedOffer(cast),
    ...trustedInternal(cast),
  ];
}

/** An outsourced CS looks for somebody famous; without a task, then with one that he opens himself. */
function publicFigure({ publicFigure: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "13:21");
  const what = { who: "dimas", customer: one.number, purpose: "care" } as const;
  return [
    { at, do: "search", by: "customer_number", ...what },
    { at: minutes(at, 1), do: "look", ...what },
    { at: minutes(at, 2), do: "open", task: "plant-figure", origin: "agent_call", ...what },
    { at: minutes(at, 3), do: "look", task: "plant-figure", ...what },
  ];
}

/** His contract ended at eleven; the session of the morning is still in his browser. */
function exEmployee({ lastOfLeaver: one }: Cast): Step[] {
  return [{ at: atBranch("surabaya", "13:05"), do: "look", who: "wahyu", customer: one.number, purpose: "care" }];
}

function declaredConflict({ dispute: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "10:41");
  return [
    { at, do: "claim", who: "yosua", task: "dispute" },
    { at: minutes(at, 1), do: "look", who: "yosua", task: "dispute", customer: one.number, purpose: "care" },
  ];
}

function offHours({ afterHours: one }: Cast): Step[] {
  const at = atBranch("jayapura", "17:40");
  const what = { who: "ruben", customer: one.number, purpose: "care" } as const;
  return [
    { at, do: "open", task: "plant-night", origin: "agent_call", ...what },
    { at: minutes(at, 1), do: "look", task: "plant-night", ...what },
  ];
}

/** Household after household through the search by family card. */
function bulkBrowsing({ households }: Cast): Step[] {
  const at = atBranch("surabaya", "14:10");
  return households.map((one, n) => ({
    at: minutes(at, n * 0.5),
    do: "search",
    who: "bagas",
    by: "kk",
    customer: one.number,
    purpose: "care",
  }));
}

/** Another's customer, a visit that nobody saw, the identity number on the screen. */
function outsidePortfolio({ outside: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "15:12");
  const what = { who: "rina", task: "plant-outside", customer: one.number, purpose: "care" } as const;
  return [
    { at, do: "open", origin: "agent_visit", ...what },
    { at: minutes(at, 1), do: "look", reveal: ["phone"], ...what },
  ];
}

function refusedOffer({ refusedOffers: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "11:23");
  const what = { who: "nurul", task: "plant-offer", customer: one.number, purpose: "offer" } as const;
  return [
    { at, do: "open", origin: "agent_call", ...what },
    { at: minutes(at, 1), do: "look", ...what },
  ];
}

/** Twelve years in the house, and a customer whom nobody has served for over a year. */
function trustedInternal({ dormant: one }: Cast): Step[] {
  const at = atBranch("sumbawa", "16:21");
  const what = { who: "hasanuddin", task: "plant-trusted", customer: one.number, purpose: "care" } as const;
  return [
    { at, do: "open", origin: "agent_call", ...what },
    { at: minutes(at, 1), do: "look", reveal: ["phone"], ...what },
  ];
}
