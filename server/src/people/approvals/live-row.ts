import { type Problem, problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import { type ApprovalRow, approvalRow } from "./store.ts";
import { WORDS } from "./words.ts";

/** Against whom: somebody who wants to know whether an id is one. A request that is not his and no request are the same to him. */
export async function liveRow(house: House, id: string, now: Date, isHis = (_: ApprovalRow): boolean => true): Promise<ApprovalRow> {
  const row = await approvalRow(house.db, id);
  if (row === undefined || !isHis(row)) throw problem("not-found", WORDS.unknown);
  if (!isGenuine(house, row)) {
    house.log.error({ id }, "an approval in the database was not written by the server");
    throw problem("forbidden", WORDS.forged);
  }
  if (row.usedAt !== null || row.withdrawnAt !== null || row.expiresAt <= now || house.ended.at("approval", id) !== undefined) throw over();
  return row;
}

/** Against whom: somebody who writes approvals into the table by SQL. */
export function isGenuine({ seals }: House, row: ApprovalRow): boolean {
  const { id, confirmedBy, confirmedAt, confirmedMac } = row;
  if (!seals.holds(row.mac, seals.approval(row))) return false;
  return confirmedBy === null || seals.holds(confirmedMac ?? "", seals.confirmation({ id, confirmedBy, confirmedAt: confirmedAt as Date }));
}

export const over = (): Problem => problem("conflict", WORDS.over, { detail: WORDS.overWay });
