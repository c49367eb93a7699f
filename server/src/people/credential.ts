import type { Reading } from "../platform/database.ts";
import { passwordHasEnded, passwordIsMissed } from "./ended.ts";
import type { House } from "./parts.ts";

/** A password's row; without a seal it is the absence of one beside a person. */
export interface CredentialRow {
  secret: string | null;
  mac: string | null;
  changed_at: Date | null;
}

/** A password that somebody wrote into the table is no password (credential rows carry a MAC), nor one that was changed since. */
function isGenuine(house: House, personId: string, { secret, mac, changed_at }: CredentialRow): boolean {
  if (!secret || !mac || !changed_at) return false;
  const ours = house.seals.credential({ personId, scheme: "password", secret, changedAt: changed_at });
  return house.seals.holds(mac, ours) && !passwordHasEnded(house, personId, changed_at);
}

/** What somebody has for a password. `forged`: his row is not ours, was written back, or was taken away. */
export type Password = { is: "none" | "forged" } | { is: "genuine"; secret: string };

/** Still the one that was looked at before? */
export const isSame = (one: Password, other: Password): boolean =>
  one.is === other.is && (one.is !== "genuine" || other.is !== "genuine" || one.secret === other.secret);

/** The one answer for the door and for whoever sits at a session: what does this row, or its absence, say of the person's password? */
export function judged(house: House, personId: string, row: CredentialRow | undefined): Password {
  if (row === undefined || row.mac === null) return { is: passwordIsMissed(house, personId) ? "forged" : "none" };
  return row.secret && isGenuine(house, personId, row) ? { is: "genuine", secret: row.secret } : { is: "forged" };
}

/** Against whom: a DBA who takes the row away or writes one, so that whoever sits at an open session needs no old password, or his. */
export async function passwordOf(house: House, personId: string, db: Reading = house.db): Promise<Password> {
  const { rows } = await db.query<CredentialRow>(
    "select secret, mac, changed_at from people.credential where person_id = $1 and scheme = 'password'",
    [personId],
  );
  return judged(house, personId, rows[0]);
}
