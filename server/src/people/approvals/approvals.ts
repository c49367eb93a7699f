import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { fill } from "../../platform/language.ts";
import { type Problem, problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import { type StandingRow, standingCte } from "../standing.ts";
import type { TwoPersonAct, Why } from "./acts.ts";
import { type Unfit, unfitFor, unfitTogether } from "./fitness.ts";
import { type ApprovalRow, approvalRow, insertApproval, insertConfirmation, markUsed, markWithdrawn, openApprovals } from "./store.ts";
import { UNFIT, WORDS } from "./words.ts";

/** Somebody who has proved at this moment to be there: the answer of `provePresence`. */
export interface Present {
  personId: string;
}

/** As it is told to people: without seals, and only while it lives. */
export interface Approval extends Pick<ApprovalRow, "id" | "what" | "subject" | "why" | "askedBy" | "askedAt"> {
  until: Date;
  confirmedBy: string | undefined;
}

/** Two persons have agreed: what the keeper wants to hear. */
export interface Approved {
  id: string;
  why: Why;
  /** Person ids, never the same. */
  by: string;
  second: string;
}

const HOUR = 3_600_000;

/** Asks that something be done that one person never does alone. @throws Problem `refused` 403 with all reasons · `not-found` */
export async function askApproval(
  house: House,
  { what, subject = "", why, by }: { what: TwoPersonAct; subject?: string; why: Why; by: Present },
): Promise<Approval> {
  const now = house.clock.now();
  // First, or whoever may not ask would learn whether there is such a customer.
  await refuseUnfit(house, { id: "", what }, by.personId, unfitFor(what, await standingNow(house, by.personId, now)));
  const customer = await house.ports.approvalCustomer(what, subject);
  if (customer === "none") throw problem("not-found", WORDS.noSubject);
  const id = newId("apr");
  const expiresAt = new Date(now.getTime() + house.settings.approvalHours * HOUR);
  const row = { id, what, subject, why, askedBy: by.personId, askedAt: now, expiresAt };
  await house.act(async (tx, write) => {
    await insertApproval(tx, { ...row, mac: house.seals.approval(row) });
    await write({
      typ: "approval",
      aggregate: `approval:${id}`,
      act: by.personId,
      ...(customer ? { customer } : {}),
      body: { change: "asked", id, what, why, until: expiresAt.toISOString() },
      marks: [{ table: "people.approval", id }],
    });
  });
  return { id, what, subject, why, askedBy: by.personId, askedAt: now, until: expiresAt, confirmedBy: undefined };
}

/** Another person agrees. @throws Problem `refused` 403 with all reasons · `not-found` · `conflict` where it is over or confirmed */
export async function confirmApproval(house: House, id: string, by: Present): Promise<Approval> {
  const now = house.clock.now();
  const row = await liveRow(house, id, now);
  if (row.confirmedBy !== null) throw problem("conflict", WORDS.confirmed);
  const [first, second] = await Promise.all([standingNow(house, row.askedBy, now), standingNow(house, by.personId, now)]);
  await refuseUnfit(house, row, by.personId, [...unfitFor(row.what, second), ...unfitTogether(first, second)]);
  const mac = house.seals.confirmation({ id, confirmedBy: by.personId, confirmedAt: now });
  await house.act(async (tx, write) => {
    if (!(await insertConfirmation(tx, { id, by: by.personId, at: now, mac }))) throw problem("conflict", WORDS.confirmed);
    await write({
      typ: "approval",
      aggregate: `approval:${id}`,
      act: by.personId,
      psn: row.askedBy,
      body: { change: "confirmed", id, what: row.what },
      marks: [{ table: "people.approval_confirmation", id }],
    });
  });
  return { ...told(row), confirmedBy: by.personId };
}

/** Whoever asked takes it back. */
export async function withdrawApproval(house: House, id: string, by: Present): Promise<void> {
  const row = await liveRow(house, id, house.clock.now());
  if (row.askedBy !== by.personId) throw problem("forbidden", WORDS.notYours);
  await house.act(async (tx, write) => {
    if (!(await markWithdrawn(tx, id, house.clock.now()))) throw over();
    await write({ typ: "approval", aggregate: `approval:${id}`, act: by.personId, body: { change: "withdrawn", id, what: row.what } });
    house.ended.add([{ kind: "approval", id, at: house.clock.now(), until: row.expiresAt }]);
  });
}

export async function listApprovals(house: House): Promise<Approval[]> {
  const rows = await openApprovals(house.db, house.clock.now());
  return rows.filter((row) => isGenuine(house, row)).map(told);
}

/**
 * What two persons have agreed to, or a Problem. INVARIANT: both rows bear our seal, stand in the journal, are in time, and were never used.
 * Both must still be fit, so that somebody who has left since decides nothing.
 */
export async function approved(house: House, id: string, what: TwoPersonAct, subject = ""): Promise<Approved> {
  const now = house.clock.now();
  const row = await liveRow(house, id, now);
  if (row.what !== what || row.subject !== subject) throw problem("conflict", WORDS.other);
  if (row.confirmedBy === null || row.idx === null || row.confirmedIdx === null) {
    const { id: inId, en } = WORDS.unconfirmedWay;
    throw problem("conflict", WORDS.unconfirmed, { detail: { id: fill(inId, { id }), en: fill(en, { id }) } });
  }
  const two = await Promise.all([standingNow(house, row.askedBy, now), standingNow(house, row.confirmedBy, now)]);
  const faults = two.flatMap((one) => unfitFor(what, one).filter((fault) => fault !== "duty"));
  await refuseUnfit(house, row, row.confirmedBy, [...faults, ...unfitTogether(...two)]);
  return { id, why: row.why, by: row.askedBy, second: row.confirmedBy };
}

/** It has been carried out, in the same transaction as the rest: an approval is for one time. */
export async function spend(house: House, tx: Writing, { id }: Pick<Approved, "id">): Promise<void> {
  const now = house.clock.now();
  await markUsed(tx, id, now);
  house.ended.add([{ kind: "approval", id, at: now, until: new Date(now.getTime() + house.settings.approvalHours * HOUR) }]);
}

/** Both at once, without a journal that could be told: for leaving HALT. @throws Problem 403 with all reasons */
export async function refuseTwoUnfit(house: House, what: TwoPersonAct, first: Present, second: Present): Promise<void> {
  const now = house.clock.now();
  const two = await Promise.all([standingNow(house, first.personId, now), standingNow(house, second.personId, now)]);
  const faults = [...two.flatMap((one) => unfitFor(what, one)), ...unfitTogether(...two)].filter((fault) => fault !== "duty");
  if (faults.length > 0) throw refusal([...new Set(faults)]);
}

const told = ({ id, what, subject, why, askedBy, askedAt, expiresAt, confirmedBy }: ApprovalRow): Approval => ({
  id,
  what,
  subject,
  why,
  askedBy,
  askedAt,
  until: expiresAt,
  confirmedBy: confirmedBy ?? undefined,
});

async function liveRow(house: House, id: string, now: Date): Promise<ApprovalRow> {
  const row = await approvalRow(house.db, id);
  if (row === undefined) throw problem("not-found", WORDS.unknown);
  if (!isGenuine(house, row)) {
    house.log.error({ id }, "an approval in the database was not written by the server");
    throw problem("forbidden", WORDS.forged);
  }
  if (row.usedAt !== null || row.withdrawnAt !== null || row.expiresAt <= now || house.ended.at("approval", id) !== undefined) throw over();
  return row;
}

/** Against whom: somebody who writes approvals into the table by SQL. */
function isGenuine({ seals }: House, row: ApprovalRow): boolean {
  const { id, confirmedBy, confirmedAt, confirmedMac } = row;
  if (!seals.holds(row.mac, seals.approval(row))) return false;
  return confirmedBy === null || seals.holds(confirmedMac ?? "", seals.confirmation({ id, confirmedBy, confirmedAt: confirmedAt as Date }));
}

async function standingNow(house: House, personId: string, now: Date): Promise<StandingRow> {
  const { rows } = await house.db.query<StandingRow>(standingCte("$1", "$2"), [personId, now]);
  const [row] = rows;
  if (row === undefined) throw problem("not-found", WORDS.unknown);
  return row;
}

/** A refusal is written down: who tried is what somebody wants to know afterwards. */
async function refuseUnfit(house: House, about: { id: string; what: TwoPersonAct }, personId: string, faults: Unfit[]): Promise<void> {
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

function refusal(reasons: Unfit[]): Problem {
  const detail = {
    id: reasons.map((reason) => UNFIT[reason].id).join(" "),
    en: reasons.map((reason) => UNFIT[reason].en).join(" "),
  };
  return problem("forbidden", WORDS.refused, { detail, reasons });
}

const over = (): Problem => problem("conflict", WORDS.over, { detail: WORDS.overWay });
