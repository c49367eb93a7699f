import type { Database } from "../platform/database.ts";

/**
 * How much of an evening one statement takes. PostgreSQL answers many at once and is quickest with large portions; the embedded engine answers one
 * question at a time, and a look that is being opened must not wait long behind the evening.
 */
const PORTIONS = {
  pglite: { persons: 5, few: 20, looks: 200, rows: 150, days: 1 },
  postgres: { persons: 2_000, few: 5_000, looks: 10_000, rows: 20_000, days: 30 },
} as const;
type Portion = keyof (typeof PORTIONS)["pglite"];

export const portion = ({ engine }: Database, of: Portion): number => PORTIONS[engine][of];

/** Asks about a list a portion at a time; all that was found, in the order of the list. */
export async function inTurns<One, Found>(
  db: Database,
  of: Portion,
  list: Iterable<One>,
  ask: (some: One[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const some of inPortions([...list], portion(db, of))) for (const one of await ask(some)) found.push(one);
  return found;
}

/** A list cut into pieces of at most so many. */
export function* inPortions<One>(list: readonly One[], most: number): Generator<One[]> {
  for (let from = 0; from < list.length; from += most) yield list.slice(from, from + most);
}

/** Persons whose looks together are about as many as one statement takes. */
export function* personsInTurns(looks: ReadonlyMap<string, number>, most: number): Generator<string[]> {
  let [chunk, count]: [string[], number] = [[], 0];
  for (const [person, of] of looks) {
    if (chunk.length > 0 && count + of > most) {
      yield chunk;
      [chunk, count] = [[], 0];
    }
    chunk.push(person);
    count += of;
  }
  if (chunk.length > 0) yield chunk;
}
