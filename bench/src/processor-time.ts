/**
 * Processor time by the scheduler's own count (Linux): it stays what it is where other programs want the cores too, as rates do not.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";

interface Running {
  pid: number;
  parent: number;
}

/** Microseconds that these processes and whatever they started have computed so far, by process. Empty where nobody counts. */
export function processorTime(roots: readonly number[]): Map<number, number> {
  const spent = new Map<number, number>();
  if (!existsSync("/proc/self/schedstat")) return spent;
  const all = running();
  const ours = new Set(roots);
  // A child's number may be smaller than its parent's: again until nobody is added.
  for (let before = -1; before < ours.size; ) {
    before = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  for (const pid of ours) spent.set(pid, spentBy(pid));
  return spent;
}

/** Between two counts; a process that ended meanwhile counts for nothing. */
export function spentBetween(before: Map<number, number>, after: Map<number, number>): number {
  let sum = 0;
  for (const [pid, spent] of after) sum += spent - (before.get(pid) ?? 0);
  return sum;
}

function running(): Running[] {
  return numbersIn("/proc").flatMap((pid) => {
    const stat = textOf(`/proc/${pid}/stat`);
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return parent === undefined ? [] : [{ pid, parent: Number(parent) }];
  });
}

const spentBy = (pid: number): number =>
  numbersIn(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + Number(textOf(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[0]) / 1000,
    0,
  );

function numbersIn(directory: string): number[] {
  try {
    return readdirSync(directory)
      .filter((name) => /^\d+$/u.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Empty where the process has ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
