/** The keeper's own brakes on opening: it does not believe the server that somebody may go on for ever. */
import { HourCount, HourNames } from "./window.ts";

export interface OpeningSettings {
  /** Openings of one person in an hour; as many searches. */ budget: number /** Openings of all in a minute, and values sought. */;
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
  /** Rows of his own lists that were counted in this hour: the same rows once more show nothing new. */
  listed: HourNames;
}

export interface Opening {
  act: string;
  subs: readonly string[];
  own: boolean;
  when: number;
  /** Of a listing: what its rows show. A page of his own list that is loaded again within the hour costs nothing of it. */
  shows?: readonly string[];
}

export class OpeningLimits {
  private readonly settings: OpeningSettings;
  private readonly people = new Map<string, Person>();
  private minute = { at: 0, count: 0 };

  constructor(settings: OpeningSettings) {
    this.settings = settings;
  }

  /** Which brake holds this opening back, if any. */
  brake(opening: Opening): Brake | undefined {
    const { act, subs, own, when } = opening;
    const person = this.person(act);
    if (!own && person.strangers.countWith(subs, when) > STRANGERS) return "BULK";
    if (person.opened.count(when) + fresh(person, opening).length > this.settings.budget) return "BUDGET";
    return this.inMinute(when) + subs.length > this.settings.ceiling ? "CEILING" : undefined;
  }

  /** Counts it; the function returned takes it back, for a batch that did not become durable. */
  opened(opening: Opening): () => void {
    const { act, subs, own, when } = opening;
    const person = this.person(act);
    const counted = fresh(person, opening);
    this.inMinute(when);
    this.minute.count += subs.length;
    person.opened.add(when, counted.length);
    const forget = own ? () => {} : person.strangers.add(subs, when);
    const unlist = isOwnPage(opening) ? person.listed.add(counted, when) : () => {};
    return () => {
      this.minute.count -= subs.length;
      person.opened.add(when, -counted.length);
      forget();
      unlist();
    };
  }

  /** Which brake holds back a search for so many values: each search of a person counts, and of all people each value. */
  searchBrake(act: string, values: number, when: number): Brake | undefined {
    if (this.person(act).searched.count(when) >= this.settings.budget) return "BUDGET";
    return this.inMinute(when) + values > this.settings.ceiling ? "CEILING" : undefined;
  }

  searched(act: string, values: number, when: number): () => void {
    this.inMinute(when);
    this.minute.count += values;
    this.person(act).searched.add(when, 1);
    return () => {
      this.minute.count -= values;
      this.person(act).searched.add(when, -1);
    };
  }

  private inMinute(when: number): number {
    const at = Math.floor(when / MINUTE);
    if (at !== this.minute.at) this.minute = { at, count: 0 };
    return this.minute.count;
  }

  private person(act: string): Person {
    let person = this.people.get(act);
    if (person === undefined) {
      person = { opened: new HourCount(), searched: new HourCount(), strangers: new HourNames(), listed: new HourNames() };
      this.people.set(act, person);
    }
    return person;
  }
}

/** One field under one mask: of several the entry does not say which row showed which. */
const isOwnPage = ({ own, shows }: Opening): boolean => own && shows?.length === 1;

/** What counts of an opening: all of it, or of a page of one's own list the rows that this hour has not shown with these very fields. */
function fresh({ listed }: Person, opening: Opening): string[] {
  const { subs, when, shows = [] } = opening;
  if (!isOwnPage(opening)) return [...subs];
  return listed.without(
    subs.map((sub) => `${sub} ${shows.join(" ")}`),
    when,
  );
}
