/** Ratios from one run: contenders take turns within each round, so that a busy machine slows all of them alike. */

export interface Contender {
  name: string;
  /** One measured stretch: a rate (per second) or a cost (seconds), the same unit for all. */
  run(): Promise<number>;
}

export interface Standing {
  name: string;
  median: number;
  values: number[];
  /** Per baseline: median over the rounds of own value / the baseline's value in the same round. */
  ratio: Record<string, number>;
}

export async function race(
  contenders: Contender[],
  baselines: string[],
  rounds: number,
  said: (line: string) => void,
): Promise<Standing[]> {
  const values = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of turned(contenders, round)) {
      const value = await contender.run();
      values.get(contender.name)?.push(value);
      said(`round ${round + 1}/${rounds} ${contender.name}: ${value.toPrecision(4)}`);
    }
  }
  return contenders.map(({ name }) => standing(name, values, baselines));
}

/** Another contender begins each round: the first of a round may find a warmer or a colder machine. */
function turned(contenders: Contender[], round: number): Contender[] {
  const start = round % contenders.length;
  return [...contenders.slice(start), ...contenders.slice(0, start)];
}

function standing(name: string, values: Map<string, number[]>, baselines: string[]): Standing {
  const own = values.get(name) ?? [];
  const against = (base: string) => median(own.map((value, i) => value / (values.get(base)?.[i] ?? Number.NaN)));
  return { name, median: median(own), values: own, ratio: Object.fromEntries(baselines.map((base) => [base, against(base)])) };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const at = (i: number) => sorted[i] ?? Number.NaN;
  return sorted.length % 2 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
}
