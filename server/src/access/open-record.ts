import type { LookResult } from "@mercusuar/keeper";
import { tellPublicFigure } from "./break-glass/tell-public-figure.ts";
import { asked, type FieldPlan, type PlannedField, planFields } from "./field-plan.ts";
import { type Gathered, gather } from "./gather.ts";
import { goesOn } from "./goes-on.ts";
import type { House } from "./parts.ts";
import type { Decision } from "./policy.ts";
import { settle } from "./quota.ts";
import { claimsOf, keeperRefused, type Refusal, refuse } from "./refusal.ts";

/** A look as asked over HTTP. */
export interface LookQuestion {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  case?: string | undefined;
  /** Absent: all that the purpose needs; with `reveal` alone: only what is revealed. */
  fields?: string[] | undefined;
  reveal?: string[] | undefined;
  /** Journal index of the look that this one goes on from. */
  re?: number | undefined;
  /** Picked where a rule asks for one (R47); stands in the entry. */
  reason?: string | undefined;
  /** What is to be added in words: sealed beside the entry under the customer's key. */
  note?: string | undefined;
}

export interface OpenedRecord {
  refused: false;
  entry: number;
  /** Trace code shown on the card. */
  code: string;
  at: Date;
  closesAt: Date;
  seconds: number;
  purpose: string;
  case: string | undefined;
  fields: Array<PlannedField & { value: string; entry: number }>;
  locked: FieldPlan["locked"];
  /** Told with the entry that was just written, never without one: what may be offered or asked. */
  consents: Gathered["consents"];
  /** Rules that watch, and R34 when the budget runs low. */
  warnings: string[];
}

/**
 * One look, whole: gather what is known, decide, let the keeper write it down and open, answer. Each revealed field gets an entry of
 * its own (R46). @throws Problem 401, 503 `keeper-down`: nothing was opened
 */
export async function openRecord(house: House, question: LookQuestion): Promise<OpenedRecord | Refusal> {
  const reveal = question.reveal ?? [];
  // A reveal belongs to the card that it names, and the card was paid for; without one it is a look like any other.
  const about = await gather(house, { ...question, costs: reveal.length === 0 || question.re === undefined });
  const { customer, purpose, re } = question;
  if (re !== undefined)
    about.facts.re_holds = await goesOn(house, { personId: about.person.id, customer, purpose, re, reveals: reveal.length > 0 });
  const decision = await settle(house, "look", about);
  if (!decision.allowed || about.purpose === undefined) return refusedLook(house, about, decision, question.re);
  const detail = question.note === undefined ? {} : { detail: { note: question.note } };
  const fields = question.fields ?? (reveal.length > 0 ? reveal : undefined);
  const plan = planFields(house.policy, house.records.fields, about.facts.break_glass ? [] : house.settings.coreFunctions, {
    purpose: about.purpose,
    fields,
    reveal,
    functions: about.person.functions,
  });
  if (plan.open.length === 0) return { ...(await refuse(house, about, closedBy(plan), question.re)), ofFields: true };
  const looks = await openGroups(house, about, decision, plan, { reveal, re: question.re, detail });
  const shut = looks.find(({ result }) => !result.ok)?.result;
  if (shut !== undefined && !shut.ok) return keeperRefused(shut);
  const opened = answer(house, about, decision, plan, looks as OpenedGroup[]);
  if (about.facts.break_glass && about.facts.public_figure) await tellPublicFigure(house, about, opened.entry);
  return opened;
}

async function refusedLook(house: House, about: Gathered, decision: Decision, re: number | undefined): Promise<Refusal> {
  const refusal = await refuse(house, about, decision, re);
  if (decision.rules.includes("R1") && !refusal.notFound) await tellPublicFigure(house, about, refusal.entry);
  return refusal;
}

interface OpenedGroup {
  fields: PlannedField[];
  result: LookResult;
}

/** Masked fields share one entry; every revealed field stands alone. They cross to the keeper together. */
function openGroups(
  house: House,
  about: Gathered,
  decision: Decision,
  plan: FieldPlan,
  { reveal, re, detail }: { reveal: readonly string[]; re: number | undefined; detail: { detail?: { note: string } } },
) {
  const claims = claimsOf(house, about, decision, re);
  const masked = plan.open.filter(({ id }) => !reveal.includes(id));
  const single = plan.open.filter(({ id }) => reveal.includes(id)).map((field) => [field]);
  const groups = masked.length > 0 ? [masked, ...single] : single;
  return Promise.all(
    groups.map(async (fields) => ({
      fields,
      result: await house.keeper.look({ claims, holder: about.holder, fields: asked(fields, about.sealed), ...detail }),
    })),
  );
}

/** Nothing of what was asked may open: the rules of the fields are the reasons. */
const closedBy = ({ locked, matchOnly }: FieldPlan): Decision => ({
  allowed: false,
  watch: [],
  rules: [...new Set([...locked.map(({ rule }) => rule), ...(matchOnly.length > 0 ? ["R38"] : [])])],
});

function answer(house: House, about: Gathered, decision: Decision, plan: FieldPlan, looks: OpenedGroup[]): OpenedRecord {
  const [first] = looks as [OpenedGroup];
  const { cardSeconds } = house.settings;
  const opened: OpenedRecord["fields"] = [];
  for (const { fields, result } of looks)
    for (const { id, mask, can } of fields) {
      const value = result.values[id];
      if (value !== undefined) opened.push({ id, mask, can, value, entry: result.idx });
    }
  const matchable = plan.matchOnly
    .filter(({ id }) => about.sealed[id] !== undefined)
    .map((field) => ({ ...field, value: "", entry: first.result.idx }));
  return {
    refused: false,
    entry: first.result.idx,
    code: first.result.code,
    at: about.now,
    closesAt: new Date(about.now.getTime() + cardSeconds * 1000),
    seconds: cardSeconds,
    purpose: about.purpose?.id ?? "",
    case: about.caseId,
    fields: [...opened, ...matchable],
    locked: plan.locked,
    consents: about.consents,
    warnings: [...decision.watch, ...(about.facts.quota === "warn" ? ["R34"] : [])],
  };
}
