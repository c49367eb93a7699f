import { AccessReplay, type BatchRows } from "./access-replay.ts";
import { JudgedReplay } from "./judged-replay.ts";
import { PeopleReplay } from "./people-replay.ts";
import { StepsReplay } from "./steps-replay.ts";
import type { Told } from "./told.ts";

/** The state of the house as the journal tells it. */
export class HouseReplay {
  readonly people = new PeopleReplay();
  readonly access: AccessReplay;
  readonly inquiries = new StepsReplay();
  readonly judged = new JudgedReplay();
  /** Published purposes, with the entry that published them. */
  readonly purposes = new Map<string, { index: number }>();

  constructor(rows: BatchRows) {
    this.access = new AccessReplay(rows);
  }

  /** Whether the entry changed anything. */
  apply(told: Told): boolean {
    if (told.entry.typ === "purpose" && told.text("change") === "published") {
      this.purposes.set(told.text("id") ?? "", { index: told.index });
      return true;
    }
    if (this.inquiries.apply(told) || this.judged.apply(told)) return true;
    const people = this.people.apply(told);
    return this.access.apply(told, this.people) || people;
  }
}
