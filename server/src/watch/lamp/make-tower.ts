import type { Lamp } from "../../journal/index.ts";
import { fill, type Words } from "../../platform/language.ts";
import { factsOf } from "./facts.ts";
import type { LampParts } from "./parts.ts";
import { LAMP_PARTS, type LampLight, type LampPart, type LampPartId, lightsOf, worstOf } from "./rules.ts";
import { TROUBLES, WELL } from "./words.ts";

/** One part, told. */
export interface TowerPart {
  id: LampPartId;
  state: LampLight;
  /** Since when it is in trouble. */
  since?: string;
  /** Late, within the grace. */
  late?: true;
  means: Words;
  todo?: Words;
}

/** Menara pengawas: the journal's lamp with all that is watched. `lit` stays what it was: looks are written down, and opened. */
export interface TowerLamp extends Lamp {
  state: LampLight;
  parts: TowerPart[];
}

export interface Tower {
  /** Never throws: a lamp that cannot be asked is dark. */
  lamp(): Promise<TowerLamp>;
  /** What a state check came to: `whole`, `unsure`, `differs` or `failed`. */
  noteState(state: string, differences: number): Promise<void>;
  /** Compares with what was last written down; a change is an entry of its own. Gives the parts that changed. */
  noteChanges(): Promise<LampPartId[]>;
}

/** The tower over keeper, journal, feeds, evenings and state checks. */
export function makeTower(parts: LampParts): Tower {
  const told = async (): Promise<TowerLamp> => {
    const lamp = await parts.journalLamp();
    const lights = lightsOf(await factsOf(parts, lamp), parts.clock.now().getTime(), parts.graceHours);
    return { ...lamp, state: worstOf(lights), parts: lights.map(tell) };
  };
  return {
    lamp: told,
    noteState: (state, differences) => noteState(parts, state, differences),
    noteChanges: async () => noteChanges(parts, (await told()).parts),
  };
}

function tell({ id, light, trouble, since, late, values, said }: LampPart): TowerPart {
  if (trouble === undefined) return { id, state: light, means: WELL };
  const { means, todo } = TROUBLES[trouble] ?? { means: WELL, todo: WELL };
  const filled = (words: Words): Words => ({ id: fill(words.id, values), en: fill(words.en, values) });
  return {
    ...{ id, state: light, means: said ?? filled(means), todo: filled(todo) },
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    ...(late ? { late } : {}),
  };
}

async function noteState({ derive, clock }: LampParts, state: string, count: number): Promise<void> {
  await derive((tx) =>
    tx.query(
      `insert into watch.lamp_note as n (name, state, at, since, count) values ('state', $1, $2, $2, $3)
       on conflict (name) do update set state = excluded.state, at = excluded.at, count = excluded.count,
         since = case when n.state = excluded.state then n.since else excluded.since end`,
      [state, clock.now(), count],
    ),
  );
}

async function noteChanges({ db, act }: LampParts, parts: readonly TowerPart[]): Promise<LampPartId[]> {
  const { rows } = await db.query<{ part: string; state: string }>("select part, state from watch.lamp_part");
  const before = new Map(rows.map(({ part, state }) => [part, state]));
  const now = new Map(parts.map((part) => [part.id, part]));
  const changed = LAMP_PARTS.filter((id) => (now.get(id)?.state ?? "lit") !== (before.get(id) ?? "lit"));
  if (changed.length === 0) return [];
  await act(
    async (tx, write) => {
      for (const id of changed) {
        const state = now.get(id)?.state ?? "lit";
        const since = now.get(id)?.since;
        await tx.query(
          `insert into watch.lamp_part (part, state, since) values ($1, $2, $3)
           on conflict (part) do update set state = excluded.state, since = excluded.since`,
          [id, state, since ?? null],
        );
        const was = before.get(id) ?? "lit";
        await write({ typ: "lamp", aggregate: "lamp", body: { change: "changed", part: id, state, was, ...(since ? { since } : {}) } });
      }
    },
    { wait: false },
  );
  return changed;
}
