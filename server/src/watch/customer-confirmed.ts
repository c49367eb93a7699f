import { problem } from "../platform/problem.ts";
import { addInteractions } from "./add-interactions.ts";
import type { WatchParts } from "./parts.ts";
import { bringerRow } from "./store.ts";
import { words } from "./words.ts";

/** The name of this feed: what customers entered themselves. */
const SOURCE = "mercusuar-confirmation";

export interface Confirmed {
  /** The confirmation's own number: the same again changes nothing. */
  external: string;
  customerId: string;
  /** With whom the customer is. */
  personId: string;
  at: Date;
  /** How he entered it: `app`, `pin_pad`, `call_code`. */
  channel: string;
}

/**
 * The customer himself said who is with him. INVARIANT: whoever calls this has checked that the customer, and not the person, entered it; a code
 * that he reads out to the person is none.
 */
export async function customerConfirmed(parts: WatchParts, { external, customerId, personId, at, channel }: Confirmed): Promise<void> {
  const person = await bringerRow(parts.db, personId, parts.clock.now());
  if (!person?.wrap) throw problem("not-found", words.noBringer);
  const evidence = { external, kind: "confirmation", person: personId, customer: customerId, channel, startsAt: at, endsAt: at } as const;
  const { bad } = await addInteractions(parts, { personId, wrap: person.wrap }, SOURCE, [evidence]);
  if (bad.length > 0) throw problem("not-found", words.notConfirmed);
}
