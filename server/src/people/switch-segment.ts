import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import type { House } from "./parts.ts";
import { plannedFor, rewriteDays, SWITCH } from "./rewrite-days.ts";
import { WORDS } from "./words.ts";

/** Why somebody switches between desk and field, as one word of a list. */
export const SWITCH_WHY = {
  rain: { id: "hujan", en: "it rains" },
  cancelled: { id: "kunjungan batal", en: "the visits were cancelled" },
  finished: { id: "kunjungan selesai", en: "the visits are done" },
  urgent: { id: "ada panggilan mendesak", en: "something urgent came up" },
} as const;
export type SwitchWhy = keyof typeof SWITCH_WHY;

/** Against whom: somebody who flips to and fro to be wherever a look is open. */
const MOST_A_DAY = 4;

/**
 * An agent moves the rest of his running segment to the desk or into the field (R31): "it rains, I work at the desk". It counts once it is
 * sealed, ends with the segment, and his supervisor sees it by evening. @throws Problem `no-segment`, `same-segment`, `too-many-switches`
 */
export async function switchSegment(
  house: House,
  personId: string,
  { kind, why }: { kind: "desk" | "field"; why: SwitchWhy },
): Promise<{ until: Date }> {
  const now = house.clock.now();
  return house.act(async (tx, write) => {
    const { rows } = await tx.query<{ id: string; date: string; kind: string; ends: Date }>(
      `select id, on_date::text as date, kind, ends_at as ends from people.duty where person_id = $1 and starts_at <= $2 and ends_at > $2
        and (idx is not null or kind = 'off') order by kind = 'off' desc, kind = 'field' desc, ends_at desc limit 1`,
      [personId, now],
    );
    const [running] = rows;
    if (running === undefined || running.kind === "off") throw problem("no-segment", WORDS.noSegment, { status: 409 });
    if (running.kind === kind) throw problem("same-segment", WORDS.sameSegment, { status: 409 });
    const [day] = await plannedFor(tx, personId, [running.date]);
    const segments = day?.segments ?? [];
    if (segments.filter(({ source }) => source.startsWith(SWITCH)).length >= MOST_A_DAY)
      throw problem("too-many-switches", WORDS.tooManySwitches, { status: 409, detail: WORDS.tooManySwitchesWay });
    const rest = segments.flatMap((one) => (one.id !== running.id ? [one] : one.from < now ? [{ ...one, to: now }] : []));
    const switched = { kind, from: now, to: running.ends, source: `${SWITCH}${why}` };
    const body = { change: "switched", date: running.date, kind, from: now.toISOString(), to: running.ends.toISOString(), why };
    await write({ typ: "duty", ...about(personId, personId), body });
    const planned = [...rest, switched].map((one) => ({ ...one, id: newId("dut") }));
    await rewriteDays(tx, write, [{ personId, date: running.date, segments: planned }], "switch", personId);
    return { until: running.ends };
  });
}

export interface DutySwitch {
  personId: string;
  name: string;
  kind: "desk" | "field";
  why: string;
  at: Date;
}

/** Who of an office switched his segment in a span, oldest first: for the supervisor's evening. At most 200. */
export async function switchesOf({ db }: House, officeId: string, from: Date, until: Date): Promise<DutySwitch[]> {
  const { rows } = await db.query<DutySwitch>(
    `select d.person_id as "personId", p.name, d.kind, substr(d.source, ${SWITCH.length + 1}) as why, d.starts_at as at
      from people.duty d join people.person p on p.id = d.person_id
      where p.office_id = $1 and d.source like '${SWITCH}%' and d.starts_at >= $2 and d.starts_at < $3 order by d.starts_at, d.id limit 200`,
    [officeId, from, until],
  );
  return rows;
}
