import { problem } from "../platform/problem.ts";
import { notSignedIn, type SignedIn } from "../platform/signed-in.ts";
import { passwordIsMissed, sessionHasEnded } from "./ended.ts";
import type { House } from "./parts.ts";
import { noteRefusal } from "./refuse-session.ts";
import { type SessionRow, sessionCte } from "./sessions.ts";
import { type StandingRow, standingCte } from "./standing.ts";
import { WORDS } from "./words.ts";

export interface Standing extends SessionRow, StandingRow {
  /** A row, genuine or not, or one that was there. */
  has_password: boolean;
}

const CHECK = `with session as (${sessionCte("$1", "$2")}), standing as (${standingCte("(select person_id from session)", "$2")})
  select standing.*, session.*,
    exists (select 1 from people.credential c where c.person_id = session.person_id and c.scheme = 'password') as has_password
  from session join standing on standing.person_id = session.person_id`;

/** Session and standing in one statement, and the seal of the session row. @throws Problem 401 */
export async function standingOf(house: House, tokenHash: string): Promise<Standing> {
  const { rows } = await house.db.query<Standing>({ name: "people-check-session", text: CHECK, values: [tokenHash, house.clock.now()] });
  const [row] = rows;
  if (!row || !sessionMacHolds(house, row) || row.state !== "active") {
    await refuse(house, tokenHash, row);
    throw notSignedIn();
  }
  return { ...row, has_password: row.has_password || passwordIsMissed(house, row.person_id) };
}

/** INVARIANT: no row of the session table is believed before this. */
export function sessionMacHolds(house: House, row: SessionRow): boolean {
  return house.seals.holds(row.mac, house.seals.session(row)) && !sessionHasEnded(house, row);
}

/** Who is behind a token, as the routes know it. @throws Problem 401 · 403 `terms` while terms wait for acceptance (R3) */
export async function checkSession(house: House, tokenHash: string, { termsNeeded }: { termsNeeded: boolean }): Promise<SignedIn> {
  const row = await standingOf(house, tokenHash);
  if (termsNeeded && !row.terms_ok) throw problem("terms", WORDS.termsWait, { status: 403, detail: WORDS.termsWaitWay });
  return {
    sessionId: row.session_id,
    person: {
      id: row.person_id,
      name: row.name,
      job: row.job,
      functions: row.functions,
      employment: row.employment,
      language: row.language,
      officeId: row.office_id,
      officePath: row.office_path,
      zone: row.zone,
      zoneLabel: row.zone_label,
      supervisorId: row.supervisor_id ?? undefined,
      termsOk: row.terms_ok,
    },
  };
}

async function refuse(house: House, tokenHash: string, live: Standing | undefined): Promise<void> {
  if (live) return live.state === "active" ? noteRefusal(house, live.person_id, "FORGED", live.session_id) : undefined;
  const { rows } = await house.db.query<{ id: string; person_id: string }>(
    "select s.id, s.person_id from people.session s join people.person p on p.id = s.person_id where s.token_hash = $1 and p.state = 'left'",
    [tokenHash],
  );
  const [ended] = rows;
  if (ended) await noteRefusal(house, ended.person_id, "LEAVER", ended.id);
}
