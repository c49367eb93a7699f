import { localDay } from "../../platform/local-day.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { countDrills, type DrillCount } from "../drills/count-drills.ts";
import { type Office, offices } from "../office-day.ts";
import { type CheckOutcome, doCheck, noteBait } from "./do-control.ts";
import { layControls } from "./lay-controls.ts";
import { layReminders } from "./lay-reminders.ts";
import { layTalks } from "./lay-talks.ts";
import { type Control, type ControlList, controlRows, listControls, tellControl } from "./list-controls.ts";
import { type MissedCheck, missedChecks } from "./missed-checks.ts";
import { acknowledge } from "./my-reminders.ts";
import type { ControlParts } from "./parts.ts";
import { EVERYBODY, type Whose } from "./readers.ts";

export interface Controls {
  /** Lays before supervisors what lots and signs bring until today, and reminds everybody of his pledge, office by office. Gives how many were new. */
  lay(): Promise<number>;
  list(who: SignedIn, whose: Whose): Promise<ControlList>;
  /** @throws Problem 404 for what is not his, 409 a second time */
  check(who: SignedIn, id: string, given: { outcome: CheckOutcome; text?: string | undefined }): Promise<void>;
  /** @throws Problem 404 for what is not his, or an entry that is no touched honey record of this person; 409 a second time */
  note(who: SignedIn, id: string, given: { text: string; look?: number | undefined }): Promise<void>;
  /** I have read a reminder of mine. @throws Problem 404 for what is not his, 409 a second time */
  acknowledge(who: SignedIn, id: string): Promise<void>;
  /** Everybody's, for whoever runs the house: what is not done and then the newest of two months, at most 2,000; the red months and the drills. */
  all(): Promise<{ rows: Control[]; red: MissedCheck[]; drills: DrillCount[] }>;
}

/** What supervisors owe their teams: unannounced checks, questions, talks (R59, R65, R68); and who was reminded (R64). Bound to one house. */
export function makeControls(parts: ControlParts): Controls {
  // Signs are counted once a local day: counting reads sixty days of looks.
  const counted = new Map<string, string>();
  // Two at once would find the same lots missing: those of this process queue up.
  let last: Promise<unknown> = Promise.resolve();
  const lay = (): Promise<number> => {
    const laying = last.then(layAll);
    last = laying.catch(() => undefined);
    return laying;
  };
  async function layAll(): Promise<number> {
    let laid = 0;
    for (const office of await offices(parts.db)) {
      laid += await layControls(parts, office);
      laid += await layReminders(parts, office);
      laid += await signsOf(office);
    }
    return laid;
  }
  async function signsOf(office: Office): Promise<number> {
    const today = localDay(parts.clock.now(), office.zone);
    if (counted.get(office.id) === today) return 0;
    const laid = await layTalks(parts, office);
    counted.set(office.id, today);
    return laid;
  }
  return {
    lay,
    list: (who, whose) => listControls(parts, who, whose),
    check: (who, id, given) => doCheck(parts, who, id, given),
    note: (who, id, given) => noteBait(parts, who, id, given),
    acknowledge: (who, id) => acknowledge(parts, who, id),
    async all() {
      const now = parts.clock.now();
      const rows = (await controlRows(parts.db, EVERYBODY, now)).map((row) => tellControl(row, now, "id"));
      return { rows, red: await missedChecks(parts, EVERYBODY, now), drills: await countDrills(parts.db, EVERYBODY, now) };
    },
  };
}
