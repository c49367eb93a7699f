import { newId } from "../../platform/ids.ts";
import type { WatchParts } from "../parts.ts";

/**
 * The keeper says that an entry opened a honey record. It becomes a finding, and the evening lays it first on the desk whatever explains it.
 * INVARIANT: only an opening counts; a masked row in a list of others is nobody's doing. The record is burnt with it: nothing else names it.
 */
export async function recordHit(parts: WatchParts, idx: number): Promise<void> {
  const look = await lookOf(parts, idx);
  const id = newId("fnd");
  await parts.act(async (tx, write) => {
    const { rowCount } = await tx.query(
      "insert into watch.honey_hit (look_idx, id, at) values ($1, $2, $3) on conflict (look_idx) do nothing",
      [idx, id, look.at],
    );
    if (rowCount === 0) return;
    await write({
      typ: "finding",
      aggregate: `person:${look.person_id}`,
      psn: look.person_id,
      body: { change: "found", id, detector: "honey", kind: "opened", state: "open", looks: [idx] },
      marks: [{ table: "watch.honey_hit", id }],
    });
  });
}

interface Look {
  person_id: string;
  at: Date;
}

const TRIES = 100;
const PAUSE = 100;

/** The alarm overtakes the look's own answer: the projection learns of it a moment later. */
async function lookOf(parts: WatchParts, idx: number): Promise<Look> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    await parts.flush();
    const { rows } = await parts.db.query<Look>(
      "select person_id, at from journal.look_index where idx = $1 and typ in ('look', 'use') and person_id is not null limit 1",
      [idx],
    );
    if (rows[0]) return rows[0];
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error("an opening that the keeper told of is not in the projection");
}

/** How many openings touched a honey record. */
export async function honeyHits({ db }: Pick<WatchParts, "db">): Promise<number> {
  return (await db.query<{ count: number }>("select count(*)::int as count from watch.honey_hit")).rows[0]?.count ?? 0;
}
