import { describe, expect, it } from "vitest";
import { streamOf } from "../../platform/lot.ts";
import { drawRota, type Member, type Pair } from "./draw-rota.ts";

const people = (count: number, vendors = 2): Member[] =>
  Array.from({ length: count }, (_, n) => ({ id: `per_${n}`, vendor: `${n % vendors}` }));
const lot = (n: number) => streamOf(n.toString(16).padStart(64, "0"));
const key = ({ watcher, watched }: Pair): string => `${watcher} ${watched}`;
const back = ({ watcher, watched }: Pair): string => `${watched} ${watcher}`;

/** So many weeks, one after the other. */
function weeks(members: Member[], count: number, from = 1) {
  const all: Array<ReturnType<typeof drawRota>> = [];
  for (let week = 0; week < count; week++)
    all.push(drawRota(members, { last: all.at(-1)?.pairs ?? [], before: all.at(-2)?.pairs ?? [] }, lot(from + week)));
  return all;
}

describe("a rota of peer watchers (R74)", () => {
  it.each([9, 12, 20, 57])(
    "among %i everybody has two watchers and watches two, none of them his own watcher now or last week",
    (count) => {
      const drawn = weeks(people(count), 6);
      drawn.forEach(({ pairs, eased }, week) => {
        expect(eased).toEqual([]);
        for (const { id } of people(count)) {
          const watchers = pairs.filter(({ watched }) => watched === id).map(({ watcher }) => watcher);
          expect(new Set(watchers).size).toBe(2);
          expect(watchers).not.toContain(id);
          expect(pairs.filter(({ watcher }) => watcher === id)).toHaveLength(2);
        }
        const now = new Set(pairs.map(key));
        expect(pairs.filter((pair) => now.has(back(pair)))).toEqual([]);
        expect((drawn[week - 1]?.pairs ?? []).filter((pair) => now.has(back(pair)))).toEqual([]);
      });
    },
  );

  it("gives everybody a watcher from another vendor", () => {
    const members = people(20, 3);
    const vendor = new Map(members.map((one) => [one.id, one.vendor]));
    for (const { pairs } of weeks(members, 5))
      for (const { id } of members)
        expect(pairs.some(({ watcher, watched }) => watched === id && vendor.get(watcher) !== vendor.get(id))).toBe(true);
  });

  it("says where one vendor employs nearly everybody, and gives away no more than it must", () => {
    const members = people(20, 1).map((one, n) => (n < 2 ? { ...one, vendor: "other" } : one));
    const { pairs, eased } = drawRota(members, {}, lot(1));
    const watchedByOther = new Set(pairs.filter(({ watcher }) => watcher === "per_0" || watcher === "per_1").map(({ watched }) => watched));
    expect(eased).toEqual(["vendor"]);
    expect(watchedByOther.size).toBe(4);
  });

  it("in a team of five each is watched by two others and no pair is permanent", () => {
    const drawn = weeks(people(5, 5), 9);
    for (const { pairs, eased } of drawn) {
      expect(eased).toEqual(["last"]);
      for (const { id } of people(5)) expect(pairs.filter(({ watched, watcher }) => watched === id && watcher !== id)).toHaveLength(2);
      expect(new Set(pairs.map((pair) => [pair.watcher, pair.watched].sort().join(" "))).size).toBe(10);
    }
    for (let week = 2; week < drawn.length; week++) {
      const [first, second] = [drawn[week - 2], drawn[week - 1]].map((one) => new Set(one?.pairs.map(key)));
      expect(drawn[week]?.pairs.filter((pair) => first?.has(key(pair)) && second?.has(key(pair)))).toEqual([]);
    }
  });

  it.each([
    [0, 0, []],
    [1, 0, ["alone"]],
    [2, 2, ["few", "mutual", "last"]],
    [3, 6, ["mutual", "last"]],
    [4, 8, ["mutual", "last"]],
  ])("says what an office of %i is too small for", (count, pairs, eased) => {
    const drawn = drawRota(people(count), {}, lot(1));
    expect(drawn.pairs).toHaveLength(pairs);
    expect(drawn.eased).toEqual(eased);
    expect(drawn.pairs.every(({ watcher, watched }) => watcher !== watched)).toBe(true);
  });

  it("is drawn again from its seed, and is another with another", () => {
    const members = people(20);
    expect(drawRota(members, {}, lot(7))).toEqual(drawRota(members, {}, lot(7)));
    expect(drawRota(members, {}, lot(7))).not.toEqual(drawRota(members, {}, lot(8)));
  });
});
