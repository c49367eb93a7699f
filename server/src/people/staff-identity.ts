import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { about } from "./about.ts";
import { fieldProblem } from "./faults.ts";
import type { ActHow, House, IndexKind } from "./parts.ts";
import { type SealedToken, sealForPerson } from "./seal-tokens.ts";

/** Staff are customers too (R28): how somebody, his household and whom he named for emergencies are known among them. */
export interface StaffIdentity {
  nik?: string;
  phone?: string;
  /** Number of the family card: the household. */
  kk?: string;
  /** Telephone number of the emergency contact. */
  emergencyPhone?: string;
  /** Where he lives: `street and number|postal code`. Others may live in the same building: such a look is weighed, never refused. */
  address?: string;
}

const KINDS: Record<keyof StaffIdentity, { ix: IndexKind; table: `people.${"person" | "emergency" | "address"}_token` }> = {
  nik: { ix: "nik", table: "people.person_token" },
  kk: { ix: "kk", table: "people.person_token" },
  phone: { ix: "phone", table: "people.person_token" },
  emergencyPhone: { ix: "phone", table: "people.emergency_token" },
  address: { ix: "address", table: "people.address_token" },
};

type Known = Array<[name: keyof StaffIdentity, value: string]>;

/** The values in the spelling of the blind index, in one order; `undefined` for one that is no value of its kind. */
export function identityValues({ ports }: Pick<House, "ports">, identity: StaffIdentity): Array<[keyof StaffIdentity, string | undefined]> {
  const names = Object.keys(KINDS) as Array<keyof StaffIdentity>;
  return names.flatMap((name) => {
    const text = identity[name];
    return text === undefined ? [] : [[name, ports.indexValue(KINDS[name].ix, text)] as [keyof StaffIdentity, string | undefined]];
  });
}

/**
 * Tokens of these values, so that a look at himself, his household or his emergency contact is known. What was named before goes on counting:
 * an old number opens nothing.
 * @param mac by which an import knows that it brought the same before
 * @throws Problem 400 for a value of another kind
 */
export async function setStaffIdentity(
  house: House,
  personId: string,
  identity: StaffIdentity,
  { by, wait = true, mac }: ActHow & { mac?: string } = {},
): Promise<void> {
  const given = identityValues(house, identity);
  const wrong = given.find(([, value]) => value === undefined);
  if (wrong) throw fieldProblem([{ field: wrong[0], what: "a value of this kind" }]);
  if (given.length === 0) return;
  const named = (given as Known).map(([name, value]) => ({ ix: KINDS[name].ix, value, field: `${name}:${newId("val")}` }));
  const { tokens } = await sealForPerson(house, personId, by ?? personId, named);
  await house.act(
    async (tx, write) => {
      for (const token of tokens) await keepToken(tx, personId, token);
      if (mac) await tx.query("update people.person set identity_mac = $2 where id = $1", [personId, mac]);
      await write({ typ: "person", ...about(personId, by), body: { change: "identity", id: personId } });
    },
    { wait },
  );
}

function keepToken(tx: Writing, personId: string, { ix, token, field, value }: SealedToken) {
  const { table } = KINDS[field.split(":")[0] as keyof StaffIdentity];
  return tx.query(`insert into ${table} (person_id, ix, token, field, sealed) values ($1, $2, $3, $4, $5) on conflict do nothing`, [
    personId,
    ix,
    token,
    field,
    value,
  ]);
}
