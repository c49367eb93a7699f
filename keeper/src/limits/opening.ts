/** The keeper's own brakes on opening: it does not believe the server that somebody may go on for ever. */
import { HourCount, HourNames } from "./window.ts";

export interface OpeningSettings {
  /** Openings of one person in an hour. */ budget: number /** Openings of all in a minute. */;
  ceiling: number;
}
export const OPENING: OpeningSettings = { budget: 300, ceiling: 10_000 };
/** Distinct holders outside portfolio and queue that one person may open in an hour. */
const STRANGERS = 30;
const MINUTE = 60_000;

export type Brake = "BUDGET" | "CEILING" | "BULK";
interface Person {
  opened: HourCount;
  searched: HourCount;
  strangers: HourNames;
}

export interface Opening {
  act: string;
  subs: readonly string[];
  own: boolean;
  when: number;
}

export class OpeningLimits {
  private readonly settings: OpeningSettings;
  private readonly people = new Map<string, Person>();
  private minute = { at: 0, count: 0 };

  constructor(settings: OpeningSettings) {
    this.settings = settings;
  }

  /** Which brake holds this opening back, if any. */
  brake({ act, subs, own, when }: Opening): Brake | undefined {
    const person = this.person(act);
    if (!own && person.strangers.countWith(subs, when) > STRANGERS) return "BULK";
    if (person.opened.count(when) + subs.length > this.settings.budget) return "BUDGET";
    return this.inMinute(when) + subs.length > this.settings.ceiling ? "CEILING" : undefined;
  }

  /** Counts it; the function returned takes it back, for a batch that did not become durable. */
  opened({ act, subs, own, when }: Opening): () => void {
    const person = this.person(act);
    this.inMinute(when);
    this.minute.count += subs.length;
    person.opened.add(when, subs.length);
    const forget = own ? () => {} : person.strangers.add(subs, when);
    return () => {
      this.minute.count -= subs.length;
      person.opened.add(when, -subs.length);
      forget();
    };
  }

  maySearch(act: string, when: number): boolean {
    return this.person(act).searched.count(when) < this.settings.budget;
  }

  searched(act: string, when: number): () => void {
    this.person(act).searched.add(when, 1);
    return () => this.person(act).searched.add(when, -1);
  }

  private inMinute(when: number): number {
    const at = Math.floor(when / MINUTE);
    if (at !== this.minute.at) this.minute = { at, count: 0 };
    return this.minute.count;
  }

  private person(act: string): Person {
    let person = this.people.get(act);
    if (person === undefined) {
      person = { opened: new HourCount(), searched: new HourCount(), strangers: new HourNames() };
      this.people.set(act, person);
    }
    return person;
  }
}
