import { eventsOf, isPerson, OUTCOME_WITHIN } from "./looks.ts";
import { type Move, movesOf } from "./moves.ts";
import { readXes } from "./xes.ts";

export interface ReplayLog {
  /** Moves before the first played day. */
  history: Move[];
  /** Moves of the played days. */
  played: Move[];
  /** Applications that exist by the end, in order of appearance. */
  cases: string[];
  /** Everybody who ever looks until then. */
  people: string[];
  events: number;
}

/** Reads a log and splits it at `from`; what lies after `until` is not kept. @throws XesError */
export async function readLog(path: string, from: Date, until: Date, read: (events: number) => void = () => undefined): Promise<ReplayLog> {
  const [moves, cases, people] = [[] as Move[], [] as string[], new Set<string>()];
  let events = 0;
  for await (const trace of readXes(path)) {
    events += trace.events.length;
    read(events);
    const kept = eventsOf(trace).filter((event) => event.at.getTime() < until.getTime() + OUTCOME_WITHIN);
    const own = movesOf(trace.id, kept).filter((move) => move.at < until);
    if (!kept.some((event) => event.at < until)) continue;
    cases.push(trace.id);
    for (const event of kept) if (isPerson(event)) people.add(event.resource);
    moves.push(...own);
  }
  const inOrder = moves
    .map((move, n) => ({ move, n }))
    .sort((a, b) => a.move.at.getTime() - b.move.at.getTime() || a.n - b.n)
    .map(({ move }) => move);
  const split = inOrder.findIndex((move) => move.at >= from);
  return {
    history: split < 0 ? inOrder : inOrder.slice(0, split),
    played: split < 0 ? [] : inOrder.slice(split),
    cases,
    people: [...people].sort(),
    events,
  };
}
