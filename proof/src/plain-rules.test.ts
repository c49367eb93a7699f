/** Every rule of every field of every kind, at its edge and just beyond it: by first sight and by parsing. */
import { describe, expect, it } from "vitest";
import type { Entry } from "./entry.ts";
import { bodyRules, COMMON_RULES, type FieldRule } from "./field-rules.ts";
import { canonical } from "./jcs.ts";
import { parsedEntry } from "./judge-entry.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";
import { plainEntry } from "./plain-entry.ts";

const TS = "2026-06-01T00:00:00.000Z";
const IID = "01a200a0-dee4-7d14-88a0-000000000001";

type Value = string | number | boolean | Value[] | { [name: string]: Value };

const times = <T>(count: number, of: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => of(n));
const members = (count: number, value: Value): Value => Object.fromEntries(times(count, (n) => [`m${n}`, value]));

function fixedValue({ length, pattern }: Extract<FieldRule, { is: "fixed" }>): string {
  const found = [TS, IID, "a".repeat(length)].find((one) => one.length === length && pattern.test(one));
  if (found === undefined) throw new Error(`the test knows no value for ${pattern}`);
  return found;
}

/** What may just be held. */
function fitting(rule: FieldRule): Value[] {
  switch (rule.is) {
    case "text":
      return ["", "x".repeat(rule.most)];
    case "fixed":
      return [fixedValue(rule)];
    case "word":
      return [...rule.words];
    case "integer":
      return [Math.max(rule.least, -999_999_999_999_999), 0, 999_999_999_999_999];
    case "flag":
      return [true, false];
    case "list": {
      const [smallest] = fitting(rule.of) as [Value];
      return [[], ...fitting(rule.of).map((value) => [value]), times(rule.most, () => smallest)];
    }
    case "members": {
      const values = rule.of.flatMap(fitting);
      return [{}, ...values.map((value) => ({ m: value })), { ["n".repeat(rule.name)]: true }, members(rule.most, true)];
    }
  }
}

/** What just may not, and values of every other type. */
function breaking(rule: FieldRule): Value[] {
  switch (rule.is) {
    case "text":
      return ["x".repeat(rule.most + 1), 1, true, [], {}];
    case "fixed": {
      const value = fixedValue(rule);
      const changed = [`${value}0`, value.slice(1), `g${value.slice(1)}`, `${value.slice(0, -1)}g`, `${value.slice(0, -1)}A`];
      return [...changed, "", 1, true, [], {}];
    }
    case "word":
      return [...rule.words.map((word) => `${word}x`), `x${rule.words[0]}`, "", 1, true, []];
    case "integer":
      return [...(rule.least > -Number.MAX_SAFE_INTEGER ? [rule.least - 1] : []), "1", true, [1], {}];
    case "flag":
      return ["true", 1, 0, [], {}];
    case "list": {
      const [smallest] = fitting(rule.of) as [Value];
      return [times(rule.most + 1, () => smallest), ...breaking(rule.of).map((value) => [smallest, value]), smallest, {}];
    }
    case "members":
      return [members(rule.most + 1, true), { ["n".repeat(rule.name + 1)]: true }, { m: 1 }, { m: [] }, { m: {} }, [], "m", true];
  }
}

interface Case {
  what: string;
  entry: object;
}

/** An entry of the kind with every field that it may have. */
function wholeOf(typ: string): Record<string, Value> {
  const { rules } = bodyRules(ENTRY_KINDS[typ as keyof typeof ENTRY_KINDS].body);
  const least = (of: Readonly<Record<string, FieldRule>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(of).map(([name, rule]) => [name, fitting(rule)[0] as Value]));
  const body = least(rules);
  return { v: 1, typ, ...least(COMMON_RULES), ...(Object.keys(body).length === 0 ? {} : { body }) };
}

/** The whole entry with one field changed, in each way that `values` gives. */
function changed(typ: string, values: (rule: FieldRule) => Value[]): Case[] {
  const whole = wholeOf(typ);
  const { rules } = bodyRules(ENTRY_KINDS[typ as keyof typeof ENTRY_KINDS].body);
  const top = Object.entries<FieldRule>(COMMON_RULES).flatMap(([name, rule]) =>
    values(rule).map((value, n) => ({ what: `${name} ${rule.is} ${n}`, entry: { ...whole, [name]: value } })),
  );
  const below = Object.entries(rules).flatMap(([name, rule]) =>
    values(rule).map((value, n) => ({
      what: `body.${name} ${rule.is} ${n}`,
      entry: { ...whole, body: { ...(whole.body as object), [name]: value } },
    })),
  );
  return [...top, ...below];
}

const without = (of: object, name: string): object => Object.fromEntries(Object.entries(of).filter(([key]) => key !== name));

/** Fields that are missing, unknown, or of another kind or version. */
function otherwise(typ: string): Case[] {
  const whole = wholeOf(typ);
  const body = (whole.body ?? {}) as object;
  const { required } = bodyRules(ENTRY_KINDS[typ as keyof typeof ENTRY_KINDS].body);
  return [
    ...["v", "typ", "ts", "iid", ...(required.length > 0 ? ["body"] : [])].map((name) => ({
      what: `without ${name}`,
      entry: without(whole, name),
    })),
    ...required.map((name) => ({ what: `without body.${name}`, entry: { ...whole, body: without(body, name) } })),
    ...["a", "bz", "zz"].map((name) => ({ what: `with ${name}`, entry: { ...whole, [name]: "x" } })),
    ...["!", "zz"].map((name) => ({ what: `with body.${name}`, entry: { ...whole, body: { ...body, [name]: "x" } } })),
    { what: "with a list for a body", entry: { ...whole, body: [] } },
    { what: "of an unknown kind", entry: { ...whole, typ: `${typ}x` } },
    ...[0, 2, 11, "1", true].map((v) => ({ what: `with v ${v}`, entry: { ...whole, v } })),
  ];
}

const bytesOf = (entry: object): Buffer => Buffer.from(canonical(entry as never));
const passesByParsing = (entry: object): boolean => !("fault" in parsedEntry(bytesOf(entry)));
const passesAtSight = (entry: object): boolean => plainEntry(bytesOf(entry)) !== undefined;

describe.each(Object.keys(ENTRY_KINDS))("an entry of kind %s", (typ) => {
  it("passes by both ways where each field holds as much as it may", () => {
    const cases: Case[] = [{ what: "whole", entry: wholeOf(typ) }, ...changed(typ, fitting)];
    expect(cases.filter(({ entry }) => !passesByParsing(entry)).map(({ what }) => what)).toEqual([]);
    expect(cases.filter(({ entry }) => !passesAtSight(entry)).map(({ what }) => what)).toEqual([]);
  });

  it("passes by neither where one field holds a little more, or something else", () => {
    const cases = [...changed(typ, breaking), ...otherwise(typ)];
    expect(cases.filter(({ entry }) => passesByParsing(entry)).map(({ what }) => what)).toEqual([]);
    expect(cases.filter(({ entry }) => passesAtSight(entry)).map(({ what }) => what)).toEqual([]);
  });
});

it("a number in a form that is not the canonical one is nothing at first sight", () => {
  const text = canonical({ ...(wholeOf("look") as unknown as Entry), re: 7, ver: [7] } as never);
  for (const form of ["07", "-0", "7.0", "7e0", "+7", " 7", "9007199254740993", '"7"', "null"])
    for (const place of ['"re":7', '"ver":[7]'])
      expect(plainEntry(Buffer.from(text.replace(place, place.replace("7", form))))).toBeUndefined();
});
