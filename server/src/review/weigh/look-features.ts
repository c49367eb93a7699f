import type { Database } from "../../platform/database.ts";
import type { Flag, LookFeatures } from "../../watch/index.ts";
import type { OfficeDay } from "../office-day.ts";
import { inTurns } from "../turns.ts";
import { FLAGGED, featureOf, MET } from "./encounters.ts";

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

/** Features of these looks of the day, by `IDX.ROW`, over the days of their persons alone. */
export async function lookFeatures(db: Database, day: OfficeDay, looks: readonly Asked[]): Promise<Map<string, KnownFeatures>> {
  const ofPersons = [...looks].sort((a, b) => (a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0));
  const found = await inTurns(db, "few", ofPersons, (some) => featuresOf(db, day, some));
  return new Map(found.map((row) => [lookKey(row), asFeatures(row)]));
}

async function featuresOf(db: Database, day: OfficeDay, looks: readonly Asked[]): Promise<FeatureRow[]> {
  const { rows } = await db.query<FeatureRow>({
    // Kept prepared: planning so large a statement takes the embedded engine longer than answering it.
    name: "review-look-features",
    text: `with asked as materialized (select * from unnest($5::bigint[], $6::int[]) as w (idx, row)), ${MET},
       chosen as (select m.* from met m join asked w on w.idx = m.idx and w.row = m.row),
       ${featureOf("chosen")}, ${FLAGGED},
       told as materialized (select idx, row, array_agg(flag order by flag) as flags from flagged where flag is not null group by idx, row)
     select f.*, coalesce(t.flags, '{}') as flags from feature f left join told t on t.idx = f.idx and t.row = f.row`,
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
