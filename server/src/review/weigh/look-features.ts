import type { Database } from "../../platform/database.ts";
import type { Flag, LookFeatures } from "../../watch/index.ts";
import type { OfficeDay } from "../office-day.ts";
import { inTurns } from "../turns.ts";
import { FLAGGED, featureOf, metOf } from "./encounters.ts";

/** What SQL knows of a look; evidence is added by whoever judged it. */
export type KnownFeatures = Omit<LookFeatures, "explainedBefore" | "hasOutcome">;

interface FeatureRow {
  idx: number;
  row: number;
  person_id: string;
  job: string;
  burst: number;
  crowd: number;
  stage: string;
  hour: number;
  dormant_days: number | null;
  idle_days: number | null;
  flags: Flag[];
}

export const lookKey = ({ idx, row }: { idx: number; row: number }): string => `${idx}.${row}`;

interface Asked {
  idx: number;
  row: number;
  personId: string;
}

/**
 * Features of these looks of the day, by `IDX.ROW`, over the days of their persons alone. A look that goes on with an encounter has those of
 * its beginning: an explained look half an hour before takes nothing away from one that is not.
 */
export async function lookFeatures(db: Database, day: OfficeDay, looks: readonly Asked[]): Promise<Map<string, KnownFeatures>> {
  const ofPersons = [...looks].sort((a, b) => (a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0));
  const found = await inTurns(db, "few", ofPersons, (some) => featuresOf(db, day, some));
  return new Map(found.map((row) => [lookKey(row), asFeatures(row)]));
}

async function featuresOf(db: Database, day: OfficeDay, looks: readonly Asked[]): Promise<FeatureRow[]> {
  const { rows } = await db.query<FeatureRow>({
    // Kept prepared: planning so large a statement takes the embedded engine longer than answering it.
    name: "review-look-features",
    text: `with asked as materialized (select * from unnest($5::bigint[], $6::int[]) as w (idx, row)), ${metOf("asked")},
       placed as materialized (
         select s.*, sum(s.begins::int) over (partition by s.person_id, s.customer_id order by s.at, s.idx, s.row) as nth from seen s),
       begun as materialized (
         select w.idx as asked_idx, w.row as asked_row, b.idx, b.row from asked w join placed s on s.idx = w.idx and s.row = w.row
           join placed b on b.person_id = s.person_id and b.customer_id = s.customer_id and b.nth = s.nth and b.begins),
       chosen as (select m.* from met m where (m.idx, m.row) in (select idx, row from begun)),
       ${featureOf("chosen")}, ${FLAGGED},
       told as materialized (select idx, row, array_agg(flag order by flag) as flags from flagged where flag is not null group by idx, row)
     select b.asked_idx as idx, b.asked_row as row, f.person_id, f.job, f.burst, f.crowd, f.stage, f.hour, f.dormant_days, f.idle_days, coalesce(t.flags, '{}') as flags
     from begun b join feature f on f.idx = b.idx and f.row = b.row left join told t on t.idx = f.idx and t.row = f.row`,
    values: [
      [...new Set(looks.map(({ personId }) => personId))],
      day.from,
      day.until,
      day.office.zone,
      looks.map(({ idx }) => idx),
      looks.map(({ row }) => row),
    ],
  });
  return rows;
}

const NEAR: readonly Flag[] = ["self", "same_household", "same_address"];

function nearest(flags: Flag[]): Flag[] {
  const near = NEAR.find((flag) => flags.includes(flag));
  return flags.filter((flag) => flag === near || !NEAR.includes(flag));
}

function asFeatures({ person_id, job, burst, crowd, stage, hour, dormant_days, idle_days, flags }: FeatureRow): KnownFeatures {
  return {
    job,
    personId: person_id,
    dormantDays: dormant_days === null ? undefined : Math.max(0, Number(dormant_days)),
    burst: Number(burst),
    stage,
    hour,
    crowd: Number(crowd),
    idleDays: idle_days === null ? undefined : Number(idle_days),
    // One's own record lies in one's own household as well, and that at one's own address: told once.
    flags: nearest(flags),
  };
}
