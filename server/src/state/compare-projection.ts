import type { Entry } from "@mercusuar/proof";
import { BRAKES, hasEnded, isSeen, type LookRow, type Names, type Pruned, rowsOfEntry } from "../journal/index.ts";
import type { Reading } from "../platform/database.ts";

const PAGE = 500;

interface TableRow {
  idx: number;
  row: number;
  iid: string;
  typ: string;
  at: Date;
  person_id: string | null;
  customer_id: string | null;
  case_id: string | null;
  purpose: string | null;
  decision: string;
  out: string;
  own: boolean;
  rules: string[];
  fields: string[];
  office_id: string | null;
  re: number | null;
  dev: string | null;
}

/** By what an entry is expected in the table. */
export interface Expected {
  names: Names;
  /** What the keeper has said to be gone. */
  pruned: Pruned | undefined;
}

export interface ProjectionDifference {
  index: number;
  what: string[];
}

/**
 * Holds `journal.look_index` against the entries, in pages of the journal's order. Holders who were erased are not compared. Looks that were pruned
 * have no row: one that is still there is told as one that no entry knows.
 */
export class ProjectionComparison {
  rows = 0;
  private from: number;
  private expected: LookRow[] = [];
  private readonly db: Reading;
  private readonly names: Names;
  private readonly pruned: Pruned | undefined;
  private readonly tell: (difference: ProjectionDifference) => void;

  constructor(db: Reading, { names, pruned }: Expected, from: number, tell: (difference: ProjectionDifference) => void) {
    this.db = db;
    this.names = names;
    this.pruned = pruned;
    this.from = from;
    this.tell = tell;
  }

  async add(index: number, entry: Entry): Promise<void> {
    if (isSeen(entry) && !hasEnded(this.pruned, index, entry.typ)) this.expected.push(...rowsOfEntry(index, entry, this.names));
    if (this.expected.length >= PAGE) await this.compareTo(index + 1);
  }

  /** @param upto the journal's size: rows that claim a place beyond it are judged when it has grown */
  async compareTo(upto: number): Promise<void> {
    const { rows } = await this.db.query<TableRow>(
      `select idx, row, iid, typ, at, person_id, customer_id, case_id, purpose, decision, out, own, rules, fields, office_id, re, dev
        from journal.look_index where idx >= $1 and idx < $2`,
      [this.from, upto],
    );
    const found = new Map(rows.map((row) => [`${row.idx} ${row.row}`, row]));
    const different = new Map<number, Set<string>>();
    const note = (index: number, what: string[]): void => {
      if (what.length > 0) different.set(index, new Set([...(different.get(index) ?? []), ...what]));
    };
    for (const wanted of this.expected) {
      this.rows++;
      const key = `${wanted.idx} ${wanted.row ?? 0}`;
      const row = found.get(key);
      found.delete(key);
      note(wanted.idx, row === undefined ? ["missing"] : differing(wanted, row));
    }
    for (const { idx } of found.values()) note(idx, ["not in the journal"]);
    for (const [index, what] of different) this.tell({ index, what: [...what] });
    this.expected = [];
    this.from = upto;
  }
}

function differing(wanted: LookRow, row: TableRow): string[] {
  const known: Array<[string, unknown, unknown]> = [
    ["iid", wanted.iid, row.iid],
    ["typ", wanted.typ, row.typ],
    ["purpose", wanted.purpose ?? null, row.purpose],
    ["decision", wanted.decision, row.decision],
    ["out", wanted.out, row.out],
    ["own", wanted.own ?? false, row.own],
    ["rules", (wanted.rules ?? []).join(), row.rules.join()],
    ["fields", (wanted.fields ?? []).join(), row.fields.join()],
    ["re", wanted.re ?? null, row.re],
    ["device", wanted.dev ?? null, row.dev],
  ];
  const named: Array<[string, unknown, unknown]> = [
    ["person", wanted.personId, row.person_id],
    ["customer", wanted.customerId, row.customer_id],
    ["case", wanted.caseId, row.case_id],
    ["office", wanted.officeId, row.office_id],
  ];
  // Of an entry of the keeper's own limits the server learnt no time.
  const braked = (wanted.rules ?? []).some((rule) => BRAKES.has(rule));
  const time = braked || wanted.at.getTime() === row.at.getTime() ? [] : ["at"];
  return [...known, ...named.filter(([, value]) => value !== undefined)].flatMap(([name, a, b]) => (a === b ? [] : [name])).concat(time);
}
