import { problem } from "../../platform/problem.ts";
import { macOf } from "../mac.ts";
import type { CustomerParts } from "../parts.ts";
import { countTry } from "../tries.ts";
import { WORDS } from "../words.ts";
import { isBound } from "./bound.ts";
import { addTry, holdingsOf, markConfirmed, type PresenceRow, presenceByMac } from "./store.ts";

/** Tries of one request at the tablet; the keeper has its own for the customer, over all requests. */
const PAD_TRIES = 3;
/** Under which a comparison with nothing is written down. */
const NOBODYS = "prs_nobody";
const NOTHING: [number, string] = [1, ""];
/** Digits of the NIK that he enters beside his date of birth. */
const NIK_LAST = 4;

/** The customer presses the link on his own telephone. @throws Problem `not-found` where it is not valid, `too-many-tries` */
export async function confirmLink(parts: CustomerParts, token: string, address: string): Promise<void> {
  await countTry(parts, "link", { address });
  const row = await presenceByMac(parts.db, macOf(parts.serverKey, "link", token));
  if (row === undefined || !(await open(parts, row))) throw problem("not-found", WORDS.deadLink, { detail: WORDS.deadLinkWay });
}

/**
 * The customer enters his date of birth and the last digits of his NIK on the tablet; the keeper compares. Whatever comes of it, and also where there is
 * no such customer, the tablet says the same: only the officer's screen goes on. @throws Problem `too-many-tries`
 */
export async function confirmPad(
  parts: CustomerParts,
  { pad, birthDate, nikLast }: { pad: string; birthDate: string; nikLast: string },
  address: string,
): Promise<void> {
  await countTry(parts, "pad", { address });
  const row = await presenceByMac(parts.db, macOf(parts.serverKey, "pad", pad));
  if (row === undefined) return;
  const tries = await addTry(parts.derive, row.id);
  const held = row.customerId === null ? undefined : await holdingsOf(parts.db, row.customerId);
  const known = held?.birthDate && held.nik && isLive(parts, row) && tries <= PAD_TRIES ? held : undefined;
  const nobody = parts.records.nobody();
  const [birth, nik] = [known?.birthDate ?? NOTHING, known?.nik ?? NOTHING];
  const result = await parts.keeper.match({
    claims: {
      act: "customer",
      dec: known ? "allow" : "deny",
      rsn: [known ? "PRESENT" : "R10"],
      case: known ? row.id : NOBODYS,
      pur: row.purpose,
    },
    holder: { kind: "customer", id: known?.id ?? nobody.id, wrap: known?.wrap ?? nobody.wrap },
    field: { id: "birth_date", ver: birth[0], ct: birth[1] },
    given: birthDate,
    and: [{ field: { id: "nik", ver: nik[0], ct: nik[1] }, given: nikLast, last: NIK_LAST }],
  });
  if (result.ok && result.match) await open(parts, row);
}

const isLive = (parts: CustomerParts, { expiresAt, confirmedAt, customerId, id, bound }: PresenceRow): boolean =>
  confirmedAt === null && expiresAt > parts.clock.now() && customerId !== null && isBound(parts, { id, customerId, bound: bound ?? "" });

/** Opens the case, once; that he is there is evidence for the evening too. False where the request is over, was confirmed, or is about nobody. */
async function open(parts: CustomerParts, row: PresenceRow): Promise<boolean> {
  const customer = isLive(parts, row) && row.customerId !== null ? await parts.records.customerHolder(row.customerId) : undefined;
  if (customer === undefined) return false;
  const { id, personId, officeId, purpose, way } = row;
  const now = parts.clock.now();
  let opened = false;
  await parts.act(async (tx, write) => {
    const caseId = await parts.access.present.openCase(tx, write, { customer, personId, officeId, purpose, now });
    if (!(await markConfirmed(tx, id, caseId, now))) throw problem("not-found", WORDS.deadLink, { detail: WORDS.deadLinkWay });
    opened = true;
    await write({ typ: "presence", aggregate: `presence:${id}`, psn: personId, customer, case: caseId, body: { change: "confirmed", id } });
    await parts.watch.customerConfirmed(tx, write, { id, customerId: customer.id, personId, at: now, by: way });
  });
  return opened;
}
