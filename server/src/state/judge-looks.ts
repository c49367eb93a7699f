import type { PolicyContext } from "@mercusuar/proof";
import { type Action, decide, type Facts, type Modes, type PolicyEngine } from "../access/index.ts";
import { BRAKES } from "../journal/index.ts";
import type { HouseReplay } from "./house-replay.ts";
import { strangersOn } from "./judge-listing.ts";
import { type Asked, type KnownFacts, repeatFacts } from "./repeat-facts.ts";
import type { Findings } from "./report.ts";
import type { Told } from "./told.ts";
import { TOLERANCE, type TwoReplays } from "./two-replays.ts";

/** Looks that wait for entries that come after them. */
const MOST_WAITING = 1_000;

const ACTIONS: Partial<Record<string, Action>> = {
  look: "look",
  match: "match",
  use: "use",
  listing: "list",
  search: "search",
  case: "open_case",
};
/** Which table a fact comes from. */
const TABLE_OF: Partial<Record<string, string>> = {
  ...{ known_person: "people.person", left: "people.person", office: "people.person", terms_ok: "people.terms_acceptance" },
  ...{
    screened: "people.screening",
    contracted: "people.contract",
    pledged: "people.pledge",
    on_duty: "people.duty",
    in_field: "people.duty",
  },
  ...{ has_function: "people.grant_", function_fits_purpose: "people.grant_", in_scope: "people.grant_" },
  ...{ purpose_known: "records.purpose", needs_portfolio: "records.purpose", consent: "records.consent", conflict: "people.conflict" },
  ...{
    break_glass: "access.break_glass",
    in_portfolio: "access.portfolio",
    held_by_other: "access.portfolio",
    policy: "access.policy_mode",
    case_mine: "access.claim",
    dispatched: "access.claim",
  },
};

interface Waiting {
  told: Told;
  asked: Asked;
  /** Facts that nothing has borne out yet. */
  open: string[];
}

/** Repeats the decision behind each look, from the state at its index, and holds it against what its entry says it was decided by. */
export class LookJudge {
  judged = 0;
  private waiting: Waiting[] = [];
  private readonly house: TwoReplays;
  private readonly known: KnownFacts;
  private readonly policy: PolicyEngine;
  private readonly findings: Findings;

  constructor(house: TwoReplays, known: KnownFacts, policy: PolicyEngine, findings: Findings) {
    this.house = house;
    this.known = known;
    this.policy = policy;
    this.findings = findings;
  }

  judge(told: Told): void {
    const { entry } = told;
    const action = ACTIONS[entry.typ];
    if (action === undefined || entry.dec === undefined) return;
    if (entry.ctx === undefined) return this.withoutPolicy(told);
    this.judged++;
    this.decided(told, action, entry.ctx);
    if (told.act === undefined) return this.findings.cannotTell("nobody of this house is behind a pseudonym");
    this.listed(told, told.act);
    const asked = this.askedBy(told, told.act);
    const open = this.differing(told, asked, this.house.now, entry.ctx);
    if (open.length === 0) return;
    const still = this.borneOut({ told, asked, open }, this.house.late);
    if (still.open.length === 0) return;
    this.waiting.push(still);
    if (this.waiting.length > MOST_WAITING) this.tell(this.waiting.shift() as Waiting);
  }

  /** After an entry that changed something, and when time goes on: what looks waited for may have come. */
  goOn(at: number, changed: boolean): void {
    if (this.waiting.length === 0) return;
    const still = changed ? this.waiting.map((one) => this.borneOut(one, this.house.now)) : this.waiting;
    this.waiting = still.filter((one) => {
      if (one.open.length === 0) return false;
      if (one.told.at + TOLERANCE >= at) return true;
      this.tell(one);
      return false;
    });
  }

  /** Nothing more comes. */
  end(): void {
    for (const one of this.waiting.splice(0)) this.tell(one);
  }

  /** Names of desks and numbers of evidence are opened by no policy; a customer's card never is. */
  private withoutPolicy({ index, entry, act }: Told): void {
    // What a customer enters himself on the tablet is decided by nobody else.
    if (entry.typ === "match" && act === "customer") return;
    if (entry.dec !== "allow" || entry.sub === undefined || (entry.typ !== "look" && entry.typ !== "match" && entry.typ !== "use")) return;
    this.findings.add({ code: "E_STATE", table: "access.policy", what: ["no decision"], look: index, since: entry.ts });
  }

  /** A search states a purpose and shows whom it found; a page of one's own shows one's own. */
  private listed({ index, entry, customers, at }: Told, person: string): void {
    if (entry.typ !== "listing" || entry.dec !== "allow" || entry.pur !== undefined) return;
    const strangers = strangersOn({ person, customers, at }, [this.house.now, this.house.late]);
    if (strangers > 0)
      this.findings.add({ code: "E_STATE", table: "access.portfolio", what: [`listed: ${strangers}`], look: index, since: entry.ts });
  }

  /** Does the policy decide of these facts what the entry says was decided? */
  private decided({ index, entry }: Told, action: Action, ctx: PolicyContext): void {
    // Whoever has left and tries again has no session: nothing was gathered and no policy was asked.
    if (entry.dec === "deny" && ctx.known_person === undefined) return;
    const policy = this.policyOf(entry.pol);
    if (policy === undefined) return this.findings.cannotTell("looks decided by another policy than the one in force");
    const { office: _, ...facts } = ctx;
    const decision = decide(policy, action, facts as unknown as Facts);
    const rules = entry.rsn ?? [];
    const braked = rules.some((rule) => BRAKES.has(rule));
    const allowed = entry.dec !== "deny" || braked;
    const told = rules.filter((rule) => !BRAKES.has(rule));
    const glass = entry.dec === "breakglass";
    const wrong = allowed
      ? !decision.allowed ||
        (!braked && glass !== (decision.broken !== undefined)) ||
        told.join() !== [...(decision.broken ?? []), ...decision.watch].join()
      : !decision.rules.every((rule) => told.includes(rule));
    if (wrong) this.findings.add({ code: "E_STATE", table: "access.policy", what: ["decision"], look: index, since: entry.ts });
  }

  /** Our rules in the modes that were in force then; undefined where other rules decided. */
  private policyOf(hash: string | undefined): PolicyEngine | undefined {
    if (hash === this.policy.hash) return this.policy;
    const modes = this.house.now.access.policies.get(hash ?? "")?.modes ?? this.house.late.access.policies.get(hash ?? "")?.modes;
    if (modes === undefined) return undefined;
    const policy = this.policy.withModes(modes as Modes);
    return policy.hash === hash ? policy : undefined;
  }

  private askedBy({ entry, customer, case: caseId }: Told, person: string): Asked {
    const { pur, sub, ctag, typ } = entry;
    const about = typ === "listing" || typ === "search" ? undefined : customer;
    if (sub !== undefined && customer === undefined) this.findings.cannotTell("customers who were erased");
    return {
      person,
      customer: about,
      page: typ === "listing" && pur === undefined,
      ...(pur === undefined ? {} : { purpose: pur }),
      ...(ctag === undefined ? {} : { case: caseId ?? null }),
    };
  }

  private differing({ index, at, entry }: Told, asked: Asked, house: HouseReplay, ctx: PolicyContext): string[] {
    // A table of modes that was put back for an hour bears a hash that was published once, and is not the one in force.
    const other = house.access.policy === undefined || entry.pol === house.access.policy ? [] : ["policy"];
    const open = differ(repeatFacts(house, this.known, asked, at), ctx);
    if (open.length === 0) return other;
    // The keeper's clock stands a moment after the one that decided.
    const around = [at - TOLERANCE, at + TOLERANCE].map((time) => differ(repeatFacts(house, this.known, asked, time), ctx));
    const left = open.filter((fact) => around.every((others) => others.includes(fact)));
    // To which office a customer belongs is not in the journal: a later import may lawfully have brought another.
    if (!left.includes("in_scope") || index >= this.known.moved()) return [...left, ...other];
    this.findings.cannotTell("where a customer belonged before a later import");
    return [...left.filter((fact) => fact !== "in_scope"), ...other];
  }

  private borneOut({ told, asked, open }: Waiting, house: HouseReplay): Waiting {
    const differing = this.differing(told, asked, house, told.entry.ctx ?? {});
    return { told, asked, open: open.filter((fact) => differing.includes(fact)) };
  }

  private tell({ told: { index, entry }, open }: Waiting): void {
    this.findings.add({ code: "E_STATE", table: tableOf(open), what: open, look: index, since: entry.ts });
  }
}

const differ = (repeated: object, ctx: PolicyContext): string[] =>
  Object.entries(repeated).flatMap(([fact, value]) => (ctx[fact] !== undefined && ctx[fact] !== value ? [fact] : []));

const tableOf = (facts: string[]): string => facts.map((fact) => TABLE_OF[fact]).find((table) => table !== undefined) ?? "access.cases";
