import { newId } from "../../platform/ids.ts";
import { localDay } from "../../platform/local-day.ts";
import { problem } from "../../platform/problem.ts";
import { currentRota } from "./draw-period.ts";
import type { RotaParts } from "./parts.ts";
import type { NudgeAbout } from "./peer-page.ts";
import { rotaOffices, watchedBy } from "./store.ts";
import { words } from "./words.ts";

/**
 * "Ingatkan rekan" (R75): a kind word to somebody whom the reader watches this week, once a day. The colleague learns what about and not from
 * whom: a name would tell him who watches him.
 */
export async function nudge(
  parts: RotaParts,
  person: { id: string; officeId: string; zone: string },
  to: string,
  about: NudgeAbout,
): Promise<void> {
  const now = parts.clock.now();
  const [office] = await rotaOffices(parts.db, now, person.officeId);
  const rota = office && (await currentRota(parts, office));
  if (!rota || !(await watchedBy(parts.db, person.id, rota.id)).includes(to)) throw problem("not-found", words.notWatched);
  const id = newId("ndg");
  await parts.act(async (tx, write) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`nudge/${person.id}/${to}`]);
    const { rows } = await tx.query<{ at: Date }>("select max(at) as at from watch.nudge where to_id = $1 and from_id = $2", [
      to,
      person.id,
    ]);
    const latest = rows[0]?.at;
    if (latest && localDay(latest, person.zone) === localDay(now, person.zone)) throw problem("conflict", words.nudgedToday);
    await tx.query("insert into watch.nudge (id, to_id, from_id, about, at) values ($1, $2, $3, $4, $5)", [id, to, person.id, about, now]);
    await write({
      typ: "peer",
      aggregate: `person:${to}`,
      act: person.id,
      psn: to,
      body: { change: "nudged", id, state: about, office: office?.id ?? "" },
      marks: [{ table: "watch.nudge", id }],
    });
  });
}
