import type { AskedField, Mask } from "@mercusuar/keeper";
import type { Field, Purpose, SealedFields } from "../records/index.ts";
import type { PolicyEngine } from "./cedar.ts";
import type { FieldFacts } from "./facts-shape.ts";

/** How one field of the card is shown before any value is known. */
export interface PlannedField {
  id: string;
  mask: Mask;
  can: Array<"reveal" | "match">;
}

export interface FieldPlan {
  /** Opened through the keeper under these masks. */
  open: PlannedField[];
  /** Never opened: the agent types what the caller says and hears match or no match. */
  matchOnly: PlannedField[];
  /** Stays shut, by this rule. */
  locked: Array<{ id: string; rule: string }>;
}

export interface PlanQuestion {
  purpose: Purpose;
  /** Field ids asked for; absent: all that the purpose needs. */
  fields?: readonly string[] | undefined;
  reveal: readonly string[];
  functions: readonly string[];
}

/** Plans made before, by purpose: the same for everybody of the same functions, and asked at every look. */
const plans = new WeakMap<Purpose, Map<string, FieldPlan>>();
/** A bound against whoever asks for a thousand sets of fields. */
const MOST_PLANS = 256;

/** Which fields open, under which mask, and which rule keeps the others shut (R32, R38, R39, R46). */
export function planFields(
  policy: PolicyEngine,
  catalogue: readonly Field[],
  coreFunctions: readonly string[],
  question: PlanQuestion,
): FieldPlan {
  const { purpose, fields, reveal, functions } = question;
  const core = functions.some((name) => coreFunctions.includes(name));
  const known = plans.get(purpose) ?? new Map<string, FieldPlan>();
  plans.set(purpose, known);
  const key = `${core}/${fields ?? "*"}/${reveal}`;
  const made = known.get(key) ?? plan(policy, catalogue, core, question);
  if (known.size >= MOST_PLANS) known.clear();
  known.set(key, made);
  return made;
}

function plan(policy: PolicyEngine, catalogue: readonly Field[], core: boolean, { purpose, fields, reveal }: PlanQuestion): FieldPlan {
  const wanted = new Set(fields ?? catalogue.map(({ id }) => id));
  const planned: FieldPlan = { open: [], matchOnly: [], locked: [] };
  for (const field of catalogue) {
    if (!wanted.has(field.id)) continue;
    const use = purpose.fields[field.id];
    const revealing = reveal.includes(field.id);
    const facts = fieldFacts(field, use, revealing, core);
    const [rule] = policy.askField(facts);
    if (rule === undefined && use !== undefined && !neverShown(field, use))
      planned.open.push({ id: field.id, mask: revealing && use.reveal ? use.reveal : use.mask, can: waysOn(use, revealing) });
    else if (neverShown(field, use) && !revealing) planned.matchOnly.push({ id: field.id, mask: "hidden", can: ["match"] });
    else planned.locked.push({ id: field.id, rule: rule ?? "R32" });
  }
  for (const id of wanted) if (!catalogue.some((field) => field.id === id)) planned.locked.push({ id, rule: "R39" });
  return planned;
}

type Use = Purpose["fields"][string];

function fieldFacts(field: Field, use: Use | undefined, revealing: boolean, coreFunction: boolean): FieldFacts {
  const unclassed = !field.class;
  return {
    in_purpose: use !== undefined,
    unclassed,
    core: unclassed || field.class === "household",
    core_function: coreFunction,
    match_only: field.matchOnly === true,
    reveal_asked: revealing,
    reveal_allowed: use?.reveal !== undefined,
  };
}

/** The purpose only compares it: what nobody sees does not go to the keeper either. */
const neverShown = (field: Field, use: Use | undefined): boolean =>
  use?.match === true && (field.matchOnly === true || use.mask === "hidden");

function waysOn(use: Use, revealing: boolean): Array<"reveal" | "match"> {
  return [...(use.reveal && !revealing ? ["reveal" as const] : []), ...(use.match ? ["match" as const] : [])];
}

/** The ciphertexts that the keeper is to open; a field that this customer does not have is left out. */
export function asked(open: readonly PlannedField[], sealed: SealedFields): AskedField[] {
  const fields: AskedField[] = [];
  for (const { id, mask } of open) {
    const value = sealed[id];
    if (value !== undefined) fields.push({ id, mask, ver: value[0], ct: value[1] });
  }
  return fields;
}
