import { readEntries } from "@mercusuar/proof/node";
import type { Reading } from "../platform/database.ts";
import { type Expected, ProjectionComparison, type ProjectionDifference } from "./compare-projection.ts";
import type { Findings, StateFinding } from "./report.ts";

/** Entries of the projection that are looked at once more; of so many differences none is a moment's. */
const MOST_AGAIN = 1_000;

/** Where the projection differs from the entries: looked at once more before it counts, for a house at work changes between two readings. */
export class ProjectionFindings {
  private differing: ProjectionDifference[] = [];
  private readonly db: Reading;
  private readonly findings: Findings;

  constructor(db: Reading, findings: Findings) {
    this.db = db;
    this.findings = findings;
  }

  get some(): boolean {
    return this.differing.length > 0;
  }

  /** Of all entries from this one on. */
  comparison(by: Expected, from: number): ProjectionComparison {
    return new ProjectionComparison(this.db, by, from, (difference) => this.differs(difference));
  }

  /** What was late a moment ago is there now; what was changed stays changed. */
  async lookAgain(dataDir: string, by: Expected): Promise<void> {
    const before = this.differing;
    if (before.length > MOST_AGAIN) return;
    this.differing = [];
    for (const { index } of before) {
      const comparison = this.comparison(by, index);
      for await (const one of readEntries(dataDir, index, 1)) await comparison.add(one.index, one.entry);
      await comparison.compareTo(index + 1);
    }
  }

  /** Counts what still differs. */
  settle(): void {
    for (const difference of this.differing) this.findings.add(findingOf(difference));
  }

  /** Kept to be looked at once more; of too many none is a moment's, and none is kept. */
  private differs(difference: ProjectionDifference): void {
    if (this.differing.length > MOST_AGAIN) this.findings.add(findingOf(difference));
    else this.differing.push(difference);
  }
}

const findingOf = ({ index, what }: ProjectionDifference): StateFinding => ({
  code: "E_PROJECTION",
  table: "journal.look_index",
  row: String(index),
  what,
  entry: index,
});
