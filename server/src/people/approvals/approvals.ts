import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { House, OutboxEntry } from "../parts.ts";
import { stillHere } from "../still-here.ts";
import { mayDecide, type TwoPersonAct, type Why } from "./acts.ts";
import { unfitFor, unfitTogether } from "./fitness.ts";
import { isGenuine, liveRow, over } from "./live-row.ts";
import { refuseUnfit, standingNow } from "./refuse-unfit.ts";
import { type ApprovalRow, insertApproval, insertConfirmation, markWithdrawn, openApprovals } from "./store.ts";
import { WORDS } from "./words.ts";

/** Somebody who has proved at this moment to be there: the answer of `provePresence`. */
export interface Present {
  personId: string;
}

/** As it is told to people: without seals, and only while it lives. */
export interface Approval extends Pick<ApprovalRow, "id" | "what" | "subject" | "why" | "askedBy" | "askedAt"> {
  until: Date;
  confirmedBy: string | undefined;
}

const HOUR = 3_600_000;

/** Asks that something be done that one person never does alone. @throws Problem `refused` 403 with all reasons · `not-found` */
export async function askApproval(
  house: House,
  { what, subject = "", why, by }: { what: TwoPersonAct; subject?: string; why: Why; by: Present },
): Promise<Approval> {
  const now = house.clock.now();
  // First, or whoever may not ask would learn whether there is such a customer.
  await refuseUnfit(house, { id: "", what }, by.personId, unfitFor(what, await standingNow(house, by.personId, now), subject));
  const whom = await named(house, what, subject);
  const id = newId("apr");
  const expiresAt = new Date(now.getTime() + house.settings.approvalHours * HOUR);
  const row = { id, what, subject, why, askedBy: by.personId, askedAt: now, expiresAt };
  await house.act(async (tx, write) => {
    await insertApproval(tx, { ...row, mac: house.seals.approval(row) });
    await write({
      typ: "approval",
      aggregate: `approval:${id}`,
      act: by.personId,
      ...whom,
      body: { change: "asked", id, what, why, until: expiresAt.toISOString() },
      marks: [{ table: "people.approval", id }],
    });
  });
  return { id, what, subject, why, askedBy: by.personId, askedAt: now, until: expiresAt, confirmedBy: undefined };
}

/** Whom it is done to, as the entry names him. @throws Problem `not-found` */
async function named(house: House, what: TwoPersonAct, subject: string): Promise<Pick<OutboxEntry, "customer" | "psn">> {
  if (what === "reset-password") {
    await stillHere(house.db, subject);
    return { psn: subject };
  }
  const customer = await house.ports.approvalCustomer(what, subject);
  if (customer === "none") throw problem("not-found", WORDS.noSubject);
  return customer ? { customer } : {};
}

/**
 * Another person agrees. Whoever decides nothing hears so before anybody looks whether there is such a request.
 * @throws Problem `refused` 403 with all reasons · `not-found` · `conflict` where it is over or confirmed
 */
export async function confirmApproval(house: House, id: string, by: Present): Promise<Approval> {
  const now = house.clock.now();
  const second = await standingNow(house, by.personId, now);
  if (!mayDecide(second.functions)) await refuseUnfit(house, { id: "", what: "" }, by.personId, ["function"]);
  const row = await liveRow(house, id, now);
  if (row.confirmedBy !== null) throw problem("conflict", WORDS.confirmed);
  const first = await standingNow(house, row.askedBy, now);
  await refuseUnfit(house, row, by.personId, [...unfitFor(row.what, second, row.subject), ...unfitTogether(first, second)]);
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

/** Whoever asked takes it back. Another's request and none are one answer. @throws Problem `not-found` · `conflict` where it is over */
export async function withdrawApproval(house: House, id: string, by: Present): Promise<void> {
  const row = await liveRow(house, id, house.clock.now(), (one) => one.askedBy === by.personId);
  await house.act(async (tx, write) => {
    if (!(await markWithdrawn(tx, id, house.clock.now()))) throw over();
    await write({ typ: "approval", aggregate: `approval:${id}`, act: by.personId, body: { change: "withdrawn", id, what: row.what } });
    house.ended.add([{ kind: "approval", id, at: house.clock.now(), until: row.expiresAt }]);
  });
}

export async function listApprovals(house: House): Promise<Approval[]> {
  const rows = await openApprovals(house.db, house.clock.now());
  return rows.filter((row) => isGenuine(house, row) && house.ended.at("approval", row.id) === undefined).map(told);
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
