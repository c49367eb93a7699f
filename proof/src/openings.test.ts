import { expect, it } from "vitest";
import type { Entry } from "./entry.ts";
import { OpeningCount } from "./openings.ts";

const entry = (typ: string, more: Partial<Entry> = {}): Entry => ({
  v: 1,
  typ,
  ts: "2026-11-23T01:00:00.000Z",
  iid: "i",
  out: "done",
  ...more,
});
const look = (fields: number) => entry("look", { out: "opened", fld: Array.from({ length: fields }, (_, n) => `f${n}:full`) });
const beat = (opened: number, kept?: number) => entry("heartbeat", { body: { opened, ...(kept === undefined ? {} : { kept }) } });

const told = (entries: ReadonlyArray<[number, Entry]>) => {
  const count = new OpeningCount();
  return entries.flatMap(([index, one]) => count.add(index, one) ?? []);
};

it("a keeper that says it opened more than its entries tell is named", () => {
  expect(
    told([
      [0, entry("start")],
      [1, look(2)],
      [2, beat(3)],
    ]),
  ).toEqual([{ index: 2, counted: 3, logged: 2 }]);
});

it("behind entries that were pruned counting begins with the first count that is told, and holds from there", () => {
  const pruned: Array<[number, Entry]> = [
    [0, entry("start")],
    [1, look(2)],
    [256, look(4)],
    [257, beat(40, 1)],
    [258, look(1)],
  ];
  expect(told([...pruned, [259, beat(40)]])).toEqual([]);
  expect(told([...pruned, [259, beat(41)]])).toEqual([{ index: 259, counted: 41, logged: 40 }]);
});

it("a keeper that began anew behind the gap is counted from its start", () => {
  expect(
    told([
      [0, entry("start")],
      [300, entry("start")],
      [301, look(1)],
      [302, beat(2)],
    ]),
  ).toEqual([{ index: 302, counted: 2, logged: 1 }]);
});
