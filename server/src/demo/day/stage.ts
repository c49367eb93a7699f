import type { StoryClock } from "../../platform/clock.ts";
import type { BranchKey } from "../company/offices.ts";
import type { Caller } from "./caller.ts";

/** The names of the plan as the running program knows them. */
export interface Directory {
  /** Person id by login. */
  people: ReadonlyMap<string, string>;
  /** Customer id by customer number. */
  customers: ReadonlyMap<string, string>;
  /** Office id by branch. */
  offices: ReadonlyMap<BranchKey, string>;
  /** Supervisor's login by branch. */
  supervisors: ReadonlyMap<BranchKey, string>;
}

/** What the players need of the house: sign-in links, the leaver's act by HR, the clock. */
export interface Stage {
  caller: Caller;
  clock: StoryClock;
  directory: Directory;
  /** A one-time sign-in link's token. */
  signInToken(personId: string): Promise<string>;
  /** HR ends somebody's employment. */
  endPerson(personId: string): Promise<void>;
  /** Somebody's duty of a day is planned anew, from one local time to another. */
  planDuty(personId: string, date: string, from: string, to: string): Promise<void>;
  /** What a customer would say: a field's true value by customer number, for matching. */
  spoken(customer: string, field: string): string;
  /** The exchange knows numbers, not ids. */
  phone(customer: string): string;
  /** The service account that brings in feeds and tasks. */
  integrator: string;
}

/** An honest step that the house did not let through: the demo would be telling something else than it says. */
export class StoryFault extends Error {
  readonly code = "story-fault";
}
