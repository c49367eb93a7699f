import { describe, expect, it } from "vitest";
import { E_POLICY, makePolicyEngine } from "./cedar.ts";
import { factsKey } from "./facts-key.ts";
import type { Facts, FieldFacts } from "./facts-shape.ts";
import { allRules } from "./policies/all-rules.ts";
import { decide, tellable } from "./policy.ts";

const engine = makePolicyEngine();

/** A person in good standing, on duty, with a claimed case of her own function, and a customer of her portfolio. */
const good: Facts = {
  known_person: true,
  left: false,
  terms_ok: true,
  screened: true,
  contracted: true,
  pledged: true,
  on_duty: true,
  in_field: false,
  visit_today: false,
  has_function: true,
  purpose_known: true,
  function_fits_purpose: true,
  has_case: true,
  case_mine: true,
  case_fits_purpose: true,
  case_self_opened: false,
  dispatched: true,
  in_scope: true,
  needs_portfolio: false,
  in_portfolio: true,
  held_by_other: false,
  conflict: false,
  staff_self: false,
  staff_near: false,
  staff_other: false,
  public_figure: false,
  live_contact: false,
  consent: "not_needed",
  quota: "ok",
  re_holds: true,
  contact_closed: false,
  break_glass: false,
  present: false,
};
const look = (change: Partial<Facts> = {}) => decide(engine, "look", { ...good, ...change });
const field: FieldFacts = {
  in_purpose: true,
  unclassed: false,
  core: false,
  core_function: false,
  match_only: false,
  reveal_asked: false,
  reveal_allowed: false,
};

describe("the policy of a look", () => {
  it("opens for a person in good standing with a task of her own", () => {
    expect(look()).toEqual({ allowed: true, rules: [], watch: [] });
  });

  it.each<[string, Partial<Facts>, string[]]>([
    [
      "R1: an outsourced CS opens a public figure with only a task she opened herself",
      { public_figure: true, case_self_opened: true, dispatched: false },
      ["R1"],
    ],
    [
      "R1 and R40: a public figure without any task",
      { public_figure: true, has_case: false, case_mine: false, case_fits_purpose: false, dispatched: false },
      ["R1", "R40"],
    ],
    ["R3: an agent who has not accepted the terms in force", { terms_ok: false }, ["R3"]],
    ["R4: a purpose of another function closes with the change of function", { function_fits_purpose: false }, ["R4"]],
    ["R8: a person without a contract", { contracted: false }, ["R8"]],
    ["R10: a customer outside the scope of the post", { in_scope: false }, ["R10"]],
    ["R16: a person who was not screened", { screened: false }, ["R16"]],
    ["R18: an agent who declared a dispute with the customer", { conflict: true }, ["R18"]],
    ["R28: one's own record", { staff_self: true }, ["R28"]],
    ["R28: the record of a colleague, superior or of the household", { staff_near: true }, ["R28"]],
    ["R29: an offer to a customer who was not asked", { consent: "unasked" }, ["R29"]],
    [
      "R32: a look that states no known purpose",
      { purpose_known: false, function_fits_purpose: false, case_fits_purpose: false },
      ["R32", "R40"],
    ],
    ["R34: the look after the last of the budget", { quota: "over" }, ["R34"]],
    ["R36 and R37: no grant of a data function, whatever the rank", { has_function: false, function_fits_purpose: false }, ["R36", "R37"]],
    ["R40: no open case", { has_case: false, case_mine: false, case_fits_purpose: false, dispatched: false }, ["R40"]],
    ["R40: a case that somebody else claimed", { case_mine: false, dispatched: false }, ["R40"]],
    ["R40: a case of another purpose", { case_fits_purpose: false }, ["R40"]],
    [
      "R44: a purpose of the portfolio, a customer of a colleague's",
      { needs_portfolio: true, in_portfolio: false, held_by_other: true, dispatched: false },
      ["R44"],
    ],
    ["R31: a full record in a field segment", { in_field: true }, ["R31"]],
    ["R62: a pledge that ran out", { pledged: false }, ["R62"]],
    ["R72: a look outside duty hours", { on_duty: false }, ["R72"]],
    ["R89: an offer outside the customer's hours", { contact_closed: true }, ["R89"]],
    ["R102: refusal wins everywhere", { consent: "no" }, ["R102"]],
    ["LEAVER: a person who has left", { left: true }, ["LEAVER"]],
  ])("%s", (_sentence, change, rules) => {
    expect(look(change)).toMatchObject({ allowed: false, rules, watch: [] });
  });

  it("R47: a rule that asks is answered by its own reasons, and none answers one that forbids", () => {
    expect(look({ on_duty: false })).toMatchObject({ asks: true });
    expect(look({ on_duty: false, reason: "overtime" })).toEqual({ allowed: true, rules: [], watch: ["R72"] });
    expect(look({ on_duty: false, conflict: true, reason: "overtime" })).toEqual({ allowed: false, rules: ["R72", "R18"], watch: [] });
  });

  it("names all rules that decided, not only the first", () => {
    expect(look({ conflict: true, on_duty: false, consent: "no" }).rules).toEqual(["R72", "R18", "R102"]);
  });

  it("R44: outside the portfolio and not dispatched is allowed but watched where the purpose does not need the portfolio", () => {
    expect(look({ in_portfolio: false, held_by_other: true, dispatched: false })).toEqual({ allowed: true, rules: [], watch: ["R44"] });
  });

  it("R1: a public figure whose call is on record is opened, and watched", () => {
    expect(look({ public_figure: true, case_self_opened: true, dispatched: false, live_contact: true })).toEqual({
      allowed: true,
      rules: [],
      watch: ["R1"],
    });
  });

  it("R34: a warning does not refuse", () => {
    expect(look({ quota: "warn" }).allowed).toBe(true);
  });

  it("a search needs no case but a standing", () => {
    const facts = { ...good, has_case: false, case_mine: false, case_fits_purpose: false, dispatched: false };
    expect(decide(engine, "search", facts).allowed).toBe(true);
    expect(decide(engine, "search", { ...facts, on_duty: false }).rules).toEqual(["R72"]);
  });
});

describe("what a refusal may tell", () => {
  const ruleOf = (id: string) => engine.rule(id);
  it("R10: outside scope says the same as does not exist", () => {
    expect(tellable(look({ in_scope: false, conflict: true }), ruleOf)).toEqual({ notFound: true, rules: [] });
  });
  it("R37: a director gets the refusal of anyone without a function, whether or not the customer exists", () => {
    const director = {
      has_function: false,
      function_fits_purpose: false,
      has_case: false,
      case_mine: false,
      case_fits_purpose: false,
      dispatched: false,
    };
    expect(tellable(look({ ...director, in_scope: false }), ruleOf)).toEqual({ notFound: false, rules: ["R36", "R37"] });
  });
});

describe("the policy of a field", () => {
  it.each<[string, Partial<FieldFacts>, string[]]>([
    ["a field that the purpose needs opens", {}, []],
    ["R32: offer fields stay shut while the purpose is complaint", { in_purpose: false }, ["R32"]],
    ["R38: core family is closed to all but named functions", { core: true }, ["R38"]],
    ["R38: core family opens for a named function", { core: true, core_function: true }, []],
    [
      "R38: a mother's maiden name is matched and never opened, even by a named function",
      { core: true, core_function: true, match_only: true },
      ["R38"],
    ],
    ["R39: a field without a class is served as the strictest", { unclassed: true }, ["R39"]],
    ["R46: a reveal that the purpose does not give", { reveal_asked: true }, ["R46"]],
    ["R46: a reveal that the purpose gives", { reveal_asked: true, reveal_allowed: true }, []],
  ])("%s", (_sentence, change, rules) => {
    expect(engine.askField({ ...field, ...change })).toEqual(rules);
  });
});

describe("the engine", () => {
  it("answers the same context from memory, and another order of the same facts too is not mixed up", () => {
    const own = makePolicyEngine();
    decide(own, "look", good);
    const first = own.evaluated();
    decide(own, "look", { ...good });
    expect(own.evaluated()).toBe(first);
    decide(own, "look", { ...good, conflict: true });
    expect(own.evaluated()).toBe(first + 1);
    decide(own, "look", Object.fromEntries(Object.entries({ ...good, conflict: true }).reverse()) as Facts);
    expect(own.evaluated()).toBe(first + 1);
    // Two facts that have changed places are other facts.
    expect(decide(own, "look", { ...good, screened: false }).rules).not.toEqual(decide(own, "look", { ...good, contracted: false }).rules);
  });

  it("lets nothing that no rule knows pass under a decision made before, nor a value of another kind", () => {
    const own = makePolicyEngine();
    expect(decide(own, "look", good).allowed).toBe(true);
    for (const wrong of [{ more: true }, { conflict: "0" }, { conflict: 0 }, { conflict: {} }])
      expect(decide(own, "look", { ...good, ...wrong } as unknown as Facts).rules).toEqual([E_POLICY]);
    expect(decide(own, "look", { ...good, reason: "x", quota: "ok" }).allowed).toBe(true);
  });

  it("has another key for any other facts, however the text of one value imitates what stands behind it", () => {
    const one = { ...good, known_person: true, left: "ab" } as unknown as Facts;
    const rest = factsKey(one).slice("1s2:ab".length);
    expect(factsKey({ ...good, known_person: `ab${rest}`.slice(0, 12) } as unknown as Facts)).not.toBe(factsKey(one));
    expect(factsKey({ ...good, known_person: "1" } as unknown as Facts)).not.toBe(factsKey(good));
    // The row of flags and texts reads back in one way: a text says how long it is, behind a letter that no flag is.
    expect(factsKey(good)).toMatch(/^(?:[10-]|s6:needed|s10:not_needed|s2:ok)+$/);
  });

  it("takes an evaluation that errs as a refusal, though Cedar skips it and would allow", () => {
    const rules = allRules.filter((rule) => rule.id !== "R18");
    const broken = {
      id: "R18",
      set: "refuse" as const,
      about: "customer" as const,
      text: { id: "x", en: "x" },
      remedy: { id: "x", en: "x" },
    };
    const engineWithFault = makePolicyEngine([
      ...rules,
      { ...broken, cedar: "forbid (principal, action, resource) when { 9223372036854775807 + 1 > 0 };" },
    ]);
    expect(decide(engineWithFault, "look", good)).toEqual({ allowed: false, rules: [E_POLICY], watch: [] });
  });

  it("refuses a context that does not fit the schema", () => {
    const wrong = { ...good, conflict: "perhaps" } as unknown as Facts;
    expect(decide(engine, "look", wrong).rules).toEqual([E_POLICY]);
  });

  it("does not start with a rule that does not fit the schema", () => {
    const [first, ...rest] = allRules;
    if (first === undefined) throw new Error("no rules");
    expect(() =>
      makePolicyEngine([{ ...first, cedar: "forbid (principal, action, resource) when { context.nothing };" }, ...rest]),
    ).toThrow(/do not fit their schema/);
  });

  it("changes its hash with any word of any rule", () => {
    const [first, ...rest] = allRules;
    if (first === undefined) throw new Error("no rules");
    expect(makePolicyEngine([{ ...first, cedar: `${first.cedar} ` }, ...rest]).hash).not.toBe(engine.hash);
  });

  it("has a sentence and a lawful way on in both languages for every rule", () => {
    for (const rule of allRules)
      for (const words of [rule.text, rule.remedy]) expect(words.id.length > 8 && words.en.length > 8, rule.id).toBe(true);
  });
});
