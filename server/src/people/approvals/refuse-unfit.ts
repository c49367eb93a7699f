import { type Problem, problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import { type StandingRow, standingCte } from "../standing.ts";
import type { TwoPersonAct } from "./acts.ts";
import type { Unfit } from "./fitness.ts";
import { UNFIT, WORDS } from "./words.ts";

export async function standingNow(house: House, personId: string, now: Date): Promise<StandingRow> {
  const { rows } = await house.db.query<StandingRow>(standingCte("$1", "$2"), [personId, now]);
  const [row] = rows;
  if (row === undefined) throw problem("not-found", WORDS.unknown);
  return row;
}

/** A refusal is written down: who tried is what somebody wants to know afterwards. */
export async function refuseUnfit(
  house: House,
  about: { id: string; what: TwoPersonAct | "" },
  personId: string,
  faults: Unfit[],
): Promise<void> {
  if (faults.length === 0) return;
  const reasons = [...new Set(faults)];
  await house.keeper.append({
    typ: "approval",
    act: personId,
    dec: "deny",
    rsn: reasons,
    body: { change: "refused", id: about.id, what: about.what },
  });
  throw refusal(reasons);
}

export function refusal(reasons: Unfit[]): Problem {
  const detail = {
    id: reasons.map((reason) => UNFIT[reason].id).join(" "),
    en: reasons.map((reason) => UNFIT[reason].en).join(" "),
  };
  return problem("forbidden", WORDS.refused, { detail, reasons });
}
