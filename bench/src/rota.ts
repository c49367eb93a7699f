import { randomBytes } from "node:crypto";
import { drawRota, type LotStream, type Member, type Pair, streamOf } from "mercusuar";
import { agrees, type Cell, type Compared, cellOf, printCells, type Simulated } from "./simulated.ts";

const WEEKS = 12;

interface Office {
  people: number;
  vendors: number;
  watchers: number;
}

/** Who is in league with the one who misuses: so many drawn from all or from his own vendor, or whoever watches him in the first week. */
type Ring = { size: number; of: "all" | "vendor" } | "watchers";

interface Row {
  what: string;
  office: Office;
  ring: Ring;
  /** Percent this week, percent at least once in twelve weeks: fixed, weekly, across vendors. `every`: in all twelve weeks instead. */
  published: Array<readonly [number, number] | undefined>;
  every?: true;
}

const TWENTY: Office = { people: 20, vendors: 2, watchers: 1 };
const TWO = { ...TWENTY, watchers: 2 };
const THIRTY = { people: 30, vendors: 3, watchers: 3 };

/** Table 3.8 of the design of detection: what was measured there by 1,500 simulations. */
const ROWS: Row[] = [
  {
    what: "20 people, 1 watcher, ring of 2 at random",
    office: TWENTY,
    ring: { size: 2, of: "all" },
    published: [
      [4, 4],
      [5, 46],
      [5, 37],
    ],
  },
  {
    what: "… ring: the pair itself, rota known; all 12 weeks",
    office: TWENTY,
    ring: "watchers",
    every: true,
    published: [
      [100, 100],
      [100, 0],
      [100, 0],
    ],
  },
  {
    what: "… ring of 2 inside one vendor",
    office: TWENTY,
    ring: { size: 2, of: "vendor" },
    published: [
      [5, 5],
      [6, 48],
      [0, 0],
    ],
  },
  {
    what: "20 people, 2 watchers, ring of 3",
    office: TWO,
    ring: { size: 3, of: "all" },
    published: [
      [0.6, 0.6],
      [0.8, 6.5],
      [0.3, 6.9],
    ],
  },
  { what: "… ring of 3 inside one vendor", office: TWO, ring: { size: 3, of: "vendor" }, published: [undefined, undefined, [0, 0]] },
  {
    what: "20 people, 2 watchers, ring of 4",
    office: TWO,
    ring: { size: 4, of: "all" },
    published: [
      [1.4, 1.4],
      [1.9, 18.7],
      [1.7, 17.5],
    ],
  },
  { what: "… ring of 4 inside one vendor", office: TWO, ring: { size: 4, of: "vendor" }, published: [undefined, undefined, [0, 0]] },
  {
    what: "30 people, 3 watchers, 3 vendors, ring of 4",
    office: THIRTY,
    ring: { size: 4, of: "all" },
    published: [
      [0, 0],
      [0.1, 0.2],
      [0, 0.5],
    ],
  },
  { what: "… ring of 4 inside one vendor", office: THIRTY, ring: { size: 4, of: "vendor" }, published: [undefined, undefined, [0, 0]] },
];

const SCHEMES = ["fixed", "weekly", "across vendors"] as const;
type Scheme = (typeof SCHEMES)[number];

/**
 * Chance that all watchers of whoever misuses data belong to his ring: in the first week, and at least once in twelve weeks. `weekly` and
 * `across vendors` are the product's own rota without and with its rule about vendors; `fixed` is groups that watch each other for good.
 */
export function benchRota({ trials, seed = randomBytes(32).toString("hex"), said }: Simulated): Compared {
  const lot = streamOf(seed);
  const cells: Cell[] = [];
  for (const row of ROWS) {
    SCHEMES.forEach((scheme, at) => {
      const published = row.published[at];
      if (published === undefined) return;
      const counted = count(row, scheme, trials, lot);
      const name = `${row.what} · ${scheme}`;
      cells.push(cellOf(`${name} · this week`, counted.first, trials, published[0], trials));
      cells.push(cellOf(`${name} · ${row.every ? "every week" : "once in 12"}`, counted.later, trials, published[1], trials));
    });
    said(row.what);
  }
  printCells(cells, said);
  return { bench: "rota", trials, seed, cells, agrees: agrees(cells) };
}

function count(row: Row, scheme: Scheme, trials: number, lot: LotStream): { first: number; later: number } {
  const members = Array.from({ length: row.office.people }, (_, n): Member => ({ id: `${n}`, vendor: `${n % row.office.vendors}` }));
  let [first, later] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const one = members[lot.below(members.length)] as Member;
    const caught = weeksInRing(row, scheme, members, one, lot);
    if (caught[0]) first++;
    if (row.every ? caught.every(Boolean) : caught.some(Boolean)) later++;
  }
  return { first, later };
}

/** In which of the weeks everybody who watches this one is in his ring. */
function weeksInRing({ office, ring }: Row, scheme: Scheme, members: Member[], one: Member, lot: LotStream): boolean[] {
  const rotas = weeks(office, scheme, members, lot);
  const watchersIn = (rota: readonly Pair[]): string[] => rota.filter(({ watched }) => watched === one.id).map(({ watcher }) => watcher);
  const inRing = new Set(ring === "watchers" ? watchersIn(rotas[0] ?? []) : ringOf(ring, members, one, lot));
  return rotas.map((rota) => watchersIn(rota).every((watcher) => inRing.has(watcher)));
}

function ringOf({ size, of }: Exclude<Ring, "watchers">, members: Member[], one: Member, lot: LotStream): string[] {
  const others = members.filter(({ id, vendor }) => id !== one.id && (of === "all" || vendor === one.vendor));
  return lot
    .shuffled(others)
    .slice(0, size - 1)
    .map(({ id }) => id);
}

function weeks({ watchers }: Office, scheme: Scheme, members: Member[], lot: LotStream): Pair[][] {
  if (scheme === "fixed") return Array(WEEKS).fill(groups(members, watchers + 1, lot));
  const rotas: Pair[][] = [];
  for (let week = 0; week < WEEKS; week++) {
    const [before = [], last = []] = week > 1 ? rotas.slice(-2) : [[], ...rotas.slice(-1)];
    rotas.push(drawRota(members, { watchers, last, before, acrossVendors: scheme === "across vendors" }, lot).pairs);
  }
  return rotas;
}

/** Groups in which everybody watches everybody; who is left over at the end joins the last. */
function groups(members: Member[], size: number, lot: LotStream): Pair[] {
  const order = lot.shuffled(members);
  const whole = Math.floor(order.length / size);
  return order.flatMap((one, at) => {
    const group = Math.min(Math.floor(at / size), whole - 1);
    const mates = order.filter((_, other) => other !== at && Math.min(Math.floor(other / size), whole - 1) === group);
    return mates.map(({ id }) => ({ watcher: id, watched: one.id }));
  });
}
