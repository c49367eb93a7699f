import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import { type CaseRow, claim, findCase, liveClaim, release } from "./case-store.ts";
import { type Gathered, gather } from "./gather.ts";
import type { House } from "./parts.ts";
import { settle } from "./quota.ts";
import { type Refusal, refuseAct } from "./refusal.ts";

const DEFAULT_MINUTES = 30;
const MOST_MINUTES = 60;

export interface Claimed {
  refused: false;
  case: string;
  until: Date;
}

/** Takes a case for myself, until a time: nobody else can work on it meanwhile. Asked again by its holder it answers the same. @throws Problem 404, 409 `claimed` */
export async function claimCase(
  house: House,
  tokenHash: string | undefined,
  caseId: string,
  minutes = DEFAULT_MINUTES,
  reason?: string,
): Promise<Claimed | Refusal> {
  const found = await findCase(house.db, caseId);
  const about = await gather(house, {
    tokenHash,
    customer: found?.customer ?? "",
    purpose: found?.purpose ?? "care",
    case: caseId,
    costs: false,
    reason,
  });
  const decision = await settle(house, "open_case", about);
  if (!decision.allowed) return refuseAct(house, about, decision, "case", { change: "refused" }, about.holder);
  if (found === undefined || found.closedAt !== null) throw closed();
  if (found.assignedTo !== null && found.assignedTo !== about.person.id) throw taken();
  const until = new Date(about.now.getTime() + Math.min(Math.max(minutes, 1), MOST_MINUTES) * 60_000);
  return { refused: false, case: caseId, until: await claimed(house, about, found, until) };
}

async function claimed(house: House, { person, now }: Gathered, found: CaseRow, until: Date): Promise<Date> {
  const live = await liveClaim(house.db, found.id, now);
  if (live !== undefined && live.personId === person.id) return live.expiresAt;
  if (live !== undefined) throw taken();
  const id = newId("claim");
  await house.act(async (tx, write) => {
    if (!(await claim(tx, id, found.id, person.id, now, until))) throw taken();
    await write({
      typ: "claim",
      aggregate: `case:${found.id}`,
      act: person.id,
      customer: { id: found.customer, wrap: found.wrap },
      case: found.id,
      pur: found.purpose,
      body: { change: "claimed", id, until: until.toISOString() },
      marks: [{ table: "access.claim", id }],
    });
  });
  return until;
}

/** Gives a case back without an outcome. Giving back what one does not hold changes nothing. */
export async function releaseCase(house: House, person: { id: string }, caseId: string): Promise<void> {
  const now = house.clock.now();
  const [found, live] = [await findCase(house.db, caseId), await liveClaim(house.db, caseId, now)];
  if (found === undefined || live === undefined || live.personId !== person.id) return;
  await house.act(async (tx, write) => {
    await release(tx, caseId, person.id, now);
    await write({
      typ: "claim",
      aggregate: `case:${caseId}`,
      act: person.id,
      customer: { id: found.customer, wrap: found.wrap },
      case: caseId,
      body: { change: "released", id: live.id, why: "given back" },
    });
  });
}

export const taken = () =>
  problem(
    "claimed",
    { id: "Tugas ini sedang dipegang rekan lain.", en: "A colleague holds this task." },
    { status: 409, detail: { id: "Ambil tugas lain dari antrean.", en: "Take another task from the queue." } },
  );
export const closed = () =>
  problem(
    "case-closed",
    { id: "Tugas ini sudah selesai atau tidak ada.", en: "This task is closed or does not exist." },
    { status: 409, detail: { id: "Muat ulang antrean.", en: "Load the queue again." } },
  );
