/** What a state check found. Never personal data: tables, ids, names of columns and facts, numbers of entries. */
export interface StateFinding {
  /** `E_STATE`: a table, or a look decided by one, is not as the journal tells. `E_PROJECTION`: the table of looks is not as the journal tells. `E_UNLOGGED`: the keeper opened what no entry tells of. */
  code: "E_STATE" | "E_PROJECTION" | "E_UNLOGGED";
  table: string;
  /** The row; absent where a row is gone that nobody can name, or where only a look tells. */
  row?: string;
  /** Columns that differ; `not in the journal`, `missing`; of a look the facts that it relied on. */
  what: string[];
  /** The last entry that says otherwise: since then the row can have been changed. */
  entry?: number;
  /** When that entry was written. */
  since?: string;
  /** The look that relied on what the journal does not know. */
  look?: number;
}

export interface StateReport {
  state: "whole" | "differs" | "unsure";
  /** Entries replayed: the journal's size. */
  size: number;
  /** Rows compared. */
  rows: number;
  /** Looks, listings, searches and matches whose decision was repeated. */
  looks: number;
  differences: number;
  /** The first of them. */
  findings: StateFinding[];
  /** Looks that relied on a difference: the first of them. */
  relied: number[];
  /** What could not be told, by reason: entries of older releases, holders who were erased, another policy. */
  untold: Record<string, number>;
}

const MOST_FINDINGS = 200;
const MOST_RELIED = 1_000;

/** Gathers findings; keeps the first, counts all. */
export class Findings {
  readonly first: StateFinding[] = [];
  readonly relied: number[] = [];
  readonly untold: Record<string, number> = {};
  readonly tables = new Set<string>();
  count = 0;

  add(finding: StateFinding): void {
    this.count++;
    this.tables.add(finding.table);
    if (this.first.length < MOST_FINDINGS) this.first.push(finding);
    if (finding.look !== undefined && this.relied.length < MOST_RELIED) this.relied.push(finding.look);
  }

  cannotTell(why: string, count = 1): void {
    this.untold[why] = (this.untold[why] ?? 0) + count;
  }
}
