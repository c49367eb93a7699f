import { AccessReplay } from "./access-replay.ts";
import type { BatchRows } from "./access-states.ts";
import { JudgedReplay } from "./judged-replay.ts";
import { PeopleReplay } from "./people-replay.ts";
import { RowsReplay } from "./rows-replay.ts";
import { StepsReplay } from "./steps-replay.ts";
import type { Told } from "./told.ts";

/** The state of the house as the journal tells it. */
export class HouseReplay {
  readonly people = new PeopleReplay();
  readonly access: AccessReplay;
  readonly inquiries = new StepsReplay();
  readonly judged = new JudgedReplay();
  readonly rows = new RowsReplay();
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
    const others = [this.rows.apply(told), this.inquiries.apply(told), this.judged.apply(told), this.people.apply(told)];
    return this.access.apply(told, this.people) || others.includes(true);
  }
}
