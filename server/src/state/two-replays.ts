import type { ProvedRows } from "./batch-rows.ts";
import { HouseReplay } from "./house-replay.ts";
import type { Told } from "./told.ts";

/** A change and the looks around it may be written down in another order than they happened: by at most this much, ms. */
export const TOLERANCE = 10_000;

/** The house as the journal tells it, and as it was some seconds ago: what was narrowed meanwhile was open when a look asked. */
export class TwoReplays {
  readonly now: HouseReplay;
  readonly late: HouseReplay;
  /** Changes that `late` has still to make. */
  private readonly behind: Told[] = [];
  private readonly times = new Map<number, string>();

  constructor(batch: ProvedRows) {
    this.now = new HouseReplay(batch);
    this.late = new HouseReplay(batch);
  }

  /** Whether the entry changed the house. */
  apply(told: Told): boolean {
    this.letLateFollow(told.at);
    const changed = this.now.apply(told);
    if (changed) {
      this.behind.push(told);
      this.times.set(told.index, told.entry.ts);
    }
    return changed;
  }

  /** When the entry that changed something was written, by the keeper's clock. */
  since(index: number | undefined): string | undefined {
    return index === undefined ? undefined : this.times.get(index);
  }

  private letLateFollow(at: number): void {
    while (this.behind[0] !== undefined && this.behind[0].at + TOLERANCE < at) this.late.apply(this.behind.shift() as Told);
  }
}
