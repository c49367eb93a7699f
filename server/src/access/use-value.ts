import type { ConnectorName } from "@mercusuar/keeper";
import { type Gathered, gather } from "./gather.ts";
import { openFor } from "./open-for.ts";
import type { House } from "./parts.ts";
import type { Refusal } from "./refusal.ts";

export interface ValueQuestion {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  case?: string | undefined;
}

/** What was made of a value, and about whom; the value itself is gone. */
export interface MadeOfValue<Made> {
  refused: false;
  made: Made;
  entry: number;
  about: Pick<Gathered, "person" | "holder" | "caseId" | "now">;
}

/**
 * Opens a value for something of the house's own that needs it and shows it to nobody, through the same gate as a look.
 * @param make gets the value, and gives what may be kept of it
 */
export async function useValue<Made>(
  house: House,
  question: ValueQuestion,
  what: { connector: ConnectorName; field: "phone" | "email" },
  make: (value: string) => Made,
): Promise<MadeOfValue<Made> | Refusal> {
  const about = await gather(house, { ...question, costs: true });
  const opened = await openFor(house, about, what);
  return opened.refused ? opened : { refused: false, made: make(opened.value), entry: opened.entry, about };
}
