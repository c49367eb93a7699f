import { gather } from "../gather.ts";
import type { House } from "../parts.ts";
import { settle } from "../quota.ts";
import { type Refusal, refuseAct } from "../refusal.ts";
import type { Channel } from "./window.ts";

/** An agent notes, in a case of his own, by which ways the customer does not want to be disturbed (R89). All of them are named each time. */
export async function chooseContact(
  house: House,
  asked: { tokenHash: string | undefined; customer: string; purpose: string; case: string; shut: Channel[] },
): Promise<{ refused: false } | Refusal> {
  const about = await gather(house, { ...asked, costs: false });
  const decision = await settle(house, "match", about);
  if (!decision.allowed || about.customerId === undefined)
    return refuseAct(house, about, decision, "customer", { change: "contact" }, about.holder);
  await house.records.setContactChoice(about.customerId, asked.shut, about.person.id);
  return { refused: false };
}
