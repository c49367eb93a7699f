import type { Writing } from "../platform/database.ts";
import { FUNCTIONS, isDataFunction } from "./functions.ts";
import { revokeOthers } from "./grant-access.ts";
import type { House, Write } from "./parts.ts";

/** Customer data closes to somebody at once: his grants of data functions end, what else he does he may go on with. */
export async function closeDataWithin(house: House, tx: Writing, write: Write, personId: string, why: string, by: string): Promise<void> {
  const keep = FUNCTIONS.filter((name) => !isDataFunction(name));
  await revokeOthers(tx, write, personId, keep, why, house.clock.now(), by);
}
