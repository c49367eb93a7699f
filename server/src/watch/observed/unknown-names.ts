import type { Reading, Writing } from "../../platform/database.ts";

/** What a log names and this house does not know: its words for people and for purposes. */
export type UnknownKind = "person" | "purpose";

/** A name of the log with the looks that bear it. */
export interface UnknownName {
  name: string;
  looks: number;
}

/** Names of one log that are kept, of either kind; so many are told. */
const KEPT = 50;
const TOLD = 20;

/**
 * Names that may be kept and told: words for staff and for kinds of work. Against a map that takes the wrong column: what looks like a number or an address of
 * a customer is left out, and a log never has more than a few dozen of them here.
 */
const NAME = /^[\p{L}\p{M}\d_][\p{L}\p{M}\d _.\\/-]{0,59}$/u;
const NUMBER = /\d{7}/u;

export const mayBeNamed = (name: string): boolean => NAME.test(name) && !NUMBER.test(name);

/** Names met during an import, with their looks, and those that are known now. */
export class NamesMet {
  readonly unknown: Record<UnknownKind, Map<string, number>> = { person: new Map(), purpose: new Map() };
  readonly known: Record<UnknownKind, Set<string>> = { person: new Set(), purpose: new Set() };

  meet(kind: UnknownKind, name: string, isKnown: boolean): void {
    if (!mayBeNamed(name)) return;
    if (isKnown) this.known[kind].add(name);
    else if (this.unknown[kind].has(name) || this.unknown[kind].size < KEPT)
      this.unknown[kind].set(name, (this.unknown[kind].get(name) ?? 0) + 1);
  }

  /** The commonest first. */
  told(kind: UnknownKind): UnknownName[] {
    const all = [...this.unknown[kind]].map(([name, looks]) => ({ name, looks }));
    return all.sort((a, b) => b.looks - a.looks || (a.name < b.name ? -1 : 1)).slice(0, TOLD);
  }
}

/** Adds what new looks bear, and forgets what is known by now. */
export async function keepNames(tx: Writing, source: string, { unknown, known }: NamesMet): Promise<void> {
  for (const kind of ["person", "purpose"] as const) {
    if (known[kind].size > 0)
      await tx.query("delete from watch.observed_unknown where source = $1 and kind = $2 and name = any($3)", [
        source,
        kind,
        [...known[kind]],
      ]);
    if (unknown[kind].size === 0) continue;
    await tx.query(
      `insert into watch.observed_unknown as u (source, kind, name, looks)
       select $1, $2, n.name, n.looks from unnest($3::text[], $4::int[]) as n (name, looks)
       where exists (select 1 from watch.observed_unknown k where k.source = $1 and k.kind = $2 and k.name = n.name)
         or (select count(*) from watch.observed_unknown k where k.source = $1 and k.kind = $2) < ${KEPT}
       on conflict (source, kind, name) do update set looks = u.looks + excluded.looks`,
      [source, kind, [...unknown[kind].keys()], [...unknown[kind].values()]],
    );
  }
}

/** By source and kind, the commonest first. */
export async function unknownNames(db: Reading): Promise<Map<string, Record<UnknownKind, UnknownName[]>>> {
  const { rows } = await db.query<UnknownName & { source: string; kind: UnknownKind }>(
    `select source, kind, name, looks from (
       select *, row_number() over (partition by source, kind order by looks desc, name) as n from watch.observed_unknown) u
     where n <= ${TOLD} order by source, kind, n limit 20000`,
  );
  const found = new Map<string, Record<UnknownKind, UnknownName[]>>();
  for (const { source, kind, name, looks } of rows) {
    const own = found.get(source) ?? { person: [], purpose: [] };
    found.set(source, own);
    own[kind].push({ name, looks });
  }
  return found;
}
