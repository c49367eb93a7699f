import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "./entry.ts";
import { entrySchemas } from "./json-schema.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";
import type { Kinds, Shape } from "./kinds/kind.ts";
import { schemaFault } from "./schema.ts";

/** Values that a field may have, and values that it may not. */
interface Values {
  good: readonly unknown[];
  bad: readonly unknown[];
}
type Fields = Record<string, unknown>;

const of = (count: number, item: unknown): unknown[] => Array.from({ length: count }, () => item);
const LARGEST = Number.MAX_SAFE_INTEGER;
/** No field may be any of these. */
const NEVER = [null, 1.5, LARGEST + 1, [[]], { x: null }];

const texts = (max: number): Values => ({ good: ["", "a", "é".repeat(max), "\n"], bad: ["a".repeat(max + 1), 1, true, [], {}, ...NEVER] });
const integers: Values = { good: [0, -1, LARGEST, -LARGEST], bad: [-LARGEST - 1, "1", true, [1], {}, ...NEVER] };
const flags: Values = { good: [true, false], bad: [0, 1, "true", [], {}, ...NEVER] };
const words = (list: readonly string[]): Values => ({ good: list, bad: ["", "another", `${list[0]} `, 1, true, [], {}, ...NEVER] });
const lists = ({ good, bad }: Values, max: number): Values => ({
  good: [[], ...good.map((item) => [item]), of(max, good.at(-1))],
  bad: [of(max + 1, good.at(-1)), ...bad.map((item) => [good[0], item]), good[0], {}, ...NEVER],
});
function hexes(bits: number): Values {
  const good = "09af".repeat(bits / 16);
  const bad = [good.slice(1), `${good}0`, good.toUpperCase(), `${good}\n`, `g${good.slice(1)}`, "", 1, true, [], {}, ...NEVER];
  return { good: [good, "0".repeat(bits / 4)], bad };
}
const INSTANT = "2026-06-01T00:00:00.000Z";
const instants: Values = {
  good: [INSTANT],
  bad: [
    "2026-06-01T00:00:00Z",
    "2026-06-01T00:00:00.000+07:00",
    `${INSTANT}\n`,
    ` ${INSTANT}`,
    INSTANT.replace("2026", "२०२६"),
    "",
    1,
    {},
    ...NEVER,
  ],
};
const IID = "01a200a0-dee4-7d14-88a0-000000000001";
const iids: Values = {
  good: [IID],
  bad: [IID.replace("-7", "-4"), IID.replaceAll("-", ""), IID.toUpperCase(), `${IID}\n`, "", 1, ...NEVER],
};
const contexts: Values = {
  good: [{}, { a: true, b: "x".repeat(200) }, { ["k".repeat(100)]: false }, Object.fromEntries(of(100, 0).map((_, i) => [`k${i}`, true]))],
  bad: [
    { a: 1 },
    { a: ["x"] },
    { a: "x".repeat(201) },
    { ["k".repeat(101)]: true },
    Object.fromEntries(of(101, 0).map((_, i) => [`k${i}`, true])),
    [],
    "a",
    ...NEVER,
  ],
};

const COMMON: Record<Exclude<keyof Entry, "typ" | "body">, Values> = {
  v: { good: [1], bad: [0, 2, "1", true, [1], ...NEVER] },
  ts: instants,
  at: instants,
  iid: iids,
  act: hexes(128),
  psn: hexes(128),
  sub: hexes(128),
  subs: lists(hexes(128), 25),
  ctag: hexes(128),
  pur: texts(100),
  dec: words(["allow", "deny", "breakglass"]),
  rsn: lists(texts(100), 50),
  pol: hexes(256),
  ctx: contexts,
  fld: lists(texts(110), 100),
  ver: lists(integers, 100),
  out: words(["opened", "refused", "match", "nomatch", "failed", "done"]),
  tok: hexes(128),
  re: { good: [0, LARGEST], bad: [-1, "1", true, [], ...NEVER] },
  dev: texts(100),
  sig: texts(200),
  com: hexes(256),
};
const REQUIRED = ["v", "ts", "iid"];

function valuesOf(shape: Shape): Values {
  if (typeof shape !== "string") return words(shape);
  const { string, int, bool } = { string: texts(200), int: integers, bool: flags };
  return { string, int, bool, strings: lists(string, 500), ints: lists(integers, 500) }[shape];
}

interface Plan {
  typ: string;
  common: Record<string, Values>;
  body: Record<string, Values>;
  /** Names of body keys that must be there. */
  needed: string[];
}

function planOf(typ: string, shapes: Readonly<Record<string, Shape>>): Plan {
  const body = Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key.replace(/\?$/, ""), valuesOf(shape)]));
  return { typ, common: COMMON, body, needed: Object.keys(shapes).filter((key) => !key.endsWith("?")) };
}
const plans = Object.entries(ENTRY_KINDS as Kinds).map(([typ, { body }]) => planOf(typ, body));

const firstGood = (values: Record<string, Values>, names = Object.keys(values)): Fields =>
  Object.fromEntries(names.map((name) => [name, values[name]?.good[0]]));
const minimal = ({ typ, common, body, needed }: Plan): Fields => ({
  typ,
  ...firstGood(common, REQUIRED),
  ...(needed.length === 0 ? {} : { body: firstGood(body, needed) }),
});
const full = ({ typ, common, body }: Plan): Fields => ({ typ, ...firstGood(common), body: firstGood(body) });
const bodyWith = (plan: Plan, more: Fields): Fields => ({ ...full(plan), body: { ...firstGood(plan.body), ...more } });
const without = (fields: Fields, name: string): Fields => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

function goodEntries(plan: Plan): Fields[] {
  return [
    minimal(plan),
    full(plan),
    { ...minimal(plan), body: firstGood(plan.body, plan.needed) },
    ...Object.entries(plan.common).flatMap(([name, { good }]) => good.map((value) => ({ ...minimal(plan), [name]: value }))),
    ...Object.entries(plan.body).flatMap(([name, { good }]) => good.map((value) => bodyWith(plan, { [name]: value }))),
  ];
}

function spoiltEntries(plan: Plan): Fields[] {
  return [
    ...[...REQUIRED, "typ"].map((name) => without(full(plan), name)),
    ...plan.needed.map((name) => ({ ...full(plan), body: without(firstGood(plan.body), name) })),
    ...(plan.needed.length === 0 ? [] : [without(full(plan), "body"), { ...full(plan), body: {} }]),
    ...["another", "look ", 1, null].map((typ) => ({ ...full(plan), typ })),
    ...["name", "", "V", "toString"].map((name) => ({ ...full(plan), [name]: "Budi" })),
    ...["nik", "", "toString"].map((name) => bodyWith(plan, { [name]: "Budi" })),
    ...[null, [], "x", 1].map((body) => ({ ...full(plan), body })),
    ...Object.entries(plan.common).flatMap(([name, { bad }]) => bad.map((value) => ({ ...full(plan), [name]: value }))),
    ...Object.entries(plan.body).flatMap(([name, { bad }]) => bad.map((value) => bodyWith(plan, { [name]: value }))),
  ];
}

const folder = new URL("../schemas/v1/", import.meta.url);
const validators = new Map<string, ValidateFunction>();
const ajv = new Ajv2020({ strict: true });

/** The validator of the committed file. */
function validatorOf(typ: string): ValidateFunction {
  const known = validators.get(typ) ?? ajv.compile(JSON.parse(readFileSync(new URL(`${typ}.json`, folder), "utf8")) as object);
  validators.set(typ, known);
  return known;
}

describe("the JSON Schemas of entries", () => {
  it("are there for every kind, and for no other", () => {
    expect(readdirSync(folder).sort()).toEqual([...entrySchemas().keys()].map((typ) => `${typ}.json`).sort());
  });

  it.each(plans)("accept what our own check accepts of $typ", (plan) => {
    const validate = validatorOf(plan.typ);
    const wrong = goodEntries(plan).filter((entry) => schemaFault(entry) !== undefined || !validate(entry));
    expect(wrong).toEqual([]);
  });

  it.each(plans)("refuse what our own check refuses of $typ: each field spoilt once", (plan) => {
    const validate = validatorOf(plan.typ);
    const wrong = spoiltEntries(plan).filter((entry) => schemaFault(entry) === undefined || validate(entry));
    expect(wrong).toEqual([]);
  });

  it("accept a kind under its own schema only", () => {
    const entries = plans.map(minimal);
    for (const { typ } of plans) expect(entries.filter((entry) => validatorOf(typ)(entry)).map((entry) => entry.typ)).toEqual([typ]);
  });

  it("count characters, where our own check counts UTF-16 units and is the stricter one", () => {
    const entry = (letters: number): Fields => ({ typ: "stop", ...firstGood(COMMON, REQUIRED), pur: "😀".repeat(letters) });
    expect([50, 51, 100, 101].map((n) => schemaFault(entry(n)) === undefined)).toEqual([true, false, false, false]);
    expect([50, 51, 100, 101].map((n) => validatorOf("stop")(entry(n)))).toEqual([true, true, true, false]);
  });

  it("agree with our own check on any mixture of good and bad values", () => {
    const pick = (values: Record<string, Values>): fc.Arbitrary<Fields> => {
      const field = ({ good, bad }: Values) => fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...good) }, fc.constantFrom(...bad));
      return fc.record(Object.fromEntries(Object.entries(values).map(([name, one]) => [name, field(one)])), { requiredKeys: [] });
    };
    const mixture = fc
      .constantFrom(...plans)
      .chain((plan) =>
        fc.tuple(fc.constant(plan), fc.subarray(Object.keys(plan.common), { maxLength: 5 }), pick(plan.common), pick(plan.body)),
      );
    fc.assert(
      fc.property(mixture, ([plan, names, common, body]) => {
        const some = Object.fromEntries(Object.entries(common).filter(([name]) => names.includes(name)));
        const entry = { ...minimal(plan), ...some, body: { ...firstGood(plan.body, plan.needed), ...body } };
        expect(validatorOf(plan.typ)(entry)).toBe(schemaFault(entry) === undefined);
      }),
      { numRuns: 500 },
    );
  });
});
