import { setImmediate as breath } from "node:timers/promises";
import { type Entry, OpeningCount } from "@mercusuar/proof";
import { readEntries } from "@mercusuar/proof/node";
import type { PolicyEngine } from "../access/index.ts";
import {
  type Journal,
  type Keeper,
  type KnownHolders,
  namesIn,
  nameThem,
  nobodyWanted,
  noteNames,
  type Pruned,
  untilPublished,
} from "../journal/index.ts";
import type { Database } from "../platform/database.ts";
import type { Rota } from "../watch/index.ts";
import { type ProvedRows, readBatchRows } from "./batch-rows.ts";
import { type Comparison, compareTables } from "./compare-tables.ts";
import { erasedByNobody } from "./erased-by-nobody.ts";
import { LookJudge } from "./judge-looks.ts";
import { takeFacts } from "./known-facts.ts";
import { Prints } from "./prints.ts";
import { ProjectionFindings } from "./projection-findings.ts";
import { Findings, type StateFinding, type StateReport } from "./report.ts";
import { toldOf } from "./told.ts";
import { TwoReplays } from "./two-replays.ts";

export interface StateParts {
  db: Database;
  keeper: Keeper;
  journal: Pick<Journal, "drain" | "flush">;
  holders: KnownHolders;
  policy: PolicyEngine;
  dataDir: string;
  /** The holder of nothing, under whom looks outside scope are written down. */
  nobody: string;
  rotas: Pick<Rota, "again">;
  now: () => Date;
  /** Told what a check came to, for the lamp. */
  noted?: (state: StateReport["state"], differences: number) => Promise<void>;
}

export interface StateAsk {
  /** Who asks, for the entries. */
  by: string;
  /** Entries read, of all that are to be read: each is read twice. */
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/** Names that act and are nobody's. */
const PROGRAMS = ["mercusuar", "operator", "program", "customer"];
/** A house at work changes between two readings: a difference counts that is still there after so many more. */
const AGAIN = 2;
/** Entries after which whoever looks comes first. */
const AT_ONCE = 64;

/**
 * Replays the state of the house from the journal, compares it with the tables, and repeats the decision behind every look.
 * The journal itself is believed: `journal verify` is the question before this one. Memory follows what the house holds, not how often it was looked at.
 * @throws KeeperDown; Error where the journal cannot be read
 */
export async function checkState(parts: StateParts, ask: StateAsk): Promise<StateReport> {
  const check = new StateCheck(parts, ask);
  await check.advance();
  let found = await check.compare();
  for (let again = 0; again < AGAIN && (found.length > 0 || check.projection.some); again++) {
    await check.advance();
    const still = new Set((await check.compare()).map(nameOf));
    found = found.filter((one) => still.has(nameOf(one)));
    await check.lookAgain();
  }
  return check.report(found);
}

const nameOf = ({ table, row, what, entry }: StateFinding): string => JSON.stringify([table, row, what, entry]);

class StateCheck {
  readonly projection: ProjectionFindings;
  private readonly parts: StateParts;
  private readonly ask: StateAsk;
  private readonly findings = new Findings();
  private readonly prints = new Prints();
  private readonly openings = new OpeningCount();
  private readonly batch: ProvedRows = { cases: new Map(), shares: new Map(), changed: new Map() };
  private readonly house = new TwoReplays(this.batch);
  private size = 0;
  private moved = -1;
  private readonly wanted = nobodyWanted();
  private looks = 0;
  private lookRows = 0;
  private compared: Comparison | undefined;
  private erased: ReadonlySet<string> = new Set();
  private pruned: Pruned | undefined;

  constructor(parts: StateParts, ask: StateAsk) {
    this.parts = parts;
    this.ask = ask;
    this.projection = new ProjectionFindings(parts.db, this.findings);
  }

  /** Reads the journal to its end, from where it was read to before. */
  async advance(): Promise<void> {
    const { db, keeper, journal, dataDir, holders, policy, nobody } = this.parts;
    await journal.drain();
    await journal.flush();
    const { size: upto, pruned } = await keeper.status();
    this.pruned = pruned;
    await untilPublished(dataDir, upto);
    const from = this.size;
    const { wanted } = this;
    for await (const { index, entry } of this.entries(from, upto, 0)) {
      noteNames(wanted, entry);
      this.prints.note(index, entry);
      if (entry.typ === "import" && entry.body?.kind === "customers" && Number(entry.body.changed ?? 0) > 0) this.moved = index;
    }
    if (upto > from) await nameThem(keeper, withPrograms(holders), wanted, { by: this.ask.by });
    const named = new Set(wanted.subs.values());
    const taken = await takeFacts(db, nobody, (customer) => named.has(customer));
    this.erased = taken.erased;
    this.prints.begin();
    this.batch.changed.clear();
    await readBatchRows(db, this.prints, { ...taken, purposes: [...taken.purposes.keys()] }, from, this.batch);
    const judge = new LookJudge(this.house, { ...taken, moved: () => this.moved }, policy, this.findings);
    await this.replay(from, upto, judge);
    this.size = upto;
  }

  private async replay(from: number, upto: number, judge: LookJudge): Promise<void> {
    const names = namesIn(this.wanted);
    const projection = this.projection.comparison({ names, pruned: this.pruned }, from);
    for await (const { index, entry } of this.entries(from, upto, 1)) {
      const told = toldOf(index, entry, names);
      const changed = this.house.apply(told);
      judge.goOn(told.at, changed);
      judge.judge(told);
      this.countOpenings(index, entry);
      await projection.add(index, entry);
    }
    judge.end();
    await projection.compareTo(upto);
    this.looks += judge.judged;
    this.lookRows += projection.rows;
  }

  /** The keeper's own count of what it opened, against the entries that tell it. */
  private countOpenings(index: number, entry: Entry): void {
    const wrong = this.openings.add(index, entry);
    if (wrong === undefined) return;
    const what = [`opened: ${wrong.counted}`, `entries: ${wrong.logged}`];
    this.findings.add({ code: "E_UNLOGGED", table: "keeper", what, entry: index, since: entry.ts });
  }

  private async *entries(from: number, upto: number, pass: 0 | 1): AsyncGenerator<{ index: number; entry: Entry }> {
    if (upto <= from) return;
    for await (const one of readEntries(this.parts.dataDir, from, upto - from)) {
      this.ask.signal?.throwIfAborted();
      yield one;
      if (one.index % AT_ONCE === AT_ONCE - 1) await breath();
      if (one.index % 1_000 === 999) this.ask.onProgress?.(one.index + 1 - from + pass * (upto - from), 2 * (upto - from));
    }
  }

  async compare(): Promise<StateFinding[]> {
    const { db, keeper, rotas, now } = this.parts;
    const { prints, batch, erased, pruned } = this;
    this.compared = await compareTables({ db, house: this.house.now, prints, batch, erased, pruned, rotas, now: now().getTime() });
    return [...this.compared.findings, ...(await erasedByNobody(db, keeper))];
  }

  lookAgain(): Promise<void> {
    return this.projection.lookAgain(this.parts.dataDir, { names: namesIn(this.wanted), pruned: this.pruned });
  }

  report(found: StateFinding[]): StateReport {
    const { findings } = this;
    for (const one of found) findings.add({ ...one, ...sinceOf(this.house, one.entry) });
    this.projection.settle();
    for (const [why, count] of this.compared?.untold ?? []) findings.cannotTell(why, count);
    const unsure = Object.keys(findings.untold).length > 0;
    return {
      state: findings.count > 0 ? "differs" : unsure ? "unsure" : "whole",
      size: this.size,
      rows: (this.compared?.rows ?? 0) + this.lookRows,
      looks: this.looks,
      differences: findings.count,
      findings: findings.first,
      relied: findings.relied,
      untold: findings.untold,
    };
  }
}

const sinceOf = (house: TwoReplays, entry: number | undefined) => {
  const since = house.since(entry);
  return since === undefined ? {} : { since };
};

/** Those who act and are nobody come first: else nobody would ever be known altogether. */
const withPrograms = (holders: KnownHolders): KnownHolders =>
  async function* () {
    yield PROGRAMS.map((id) => ({ kind: "person" as const, id }));
    yield* holders();
  };
