import type { Reading } from "../../platform/database.ts";
import { stepsOf, threadsOf } from "./ledger.ts";
import { type InquiryState, inquiryOf } from "./rules.ts";

export interface OverviewLine {
  id: string;
  /** Id, no name. */
  person: string;
  state: InquiryState;
  openedAt: string;
  /** By when the person may answer. */
  until?: string;
}

const MOST = 500;

/** For the operator: which inquiries there are and how far each is; no text, no reporter. Newest first, at most 500; `more` says that there are older ones. */
export async function overview(db: Reading, all: boolean): Promise<{ rows: OverviewLine[]; more: boolean }> {
  const found = await threadsOf(db, ["opened"], undefined, MOST + 1);
  const rows: OverviewLine[] = [];
  for (const { id, personId, at } of found.slice(0, MOST)) {
    const { state, deadline } = inquiryOf(await stepsOf(db, id));
    if (state === "closed" && !all) continue;
    const until = deadline === undefined ? {} : { until: new Date(deadline).toISOString() };
    rows.push({ id, person: personId ?? "", state, openedAt: at.toISOString(), ...until });
  }
  return { rows, more: found.length > MOST };
}
