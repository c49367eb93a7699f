import type { Reading } from "../platform/database.ts";
import { hasLiveContact } from "./around-store.ts";

const NEAR = 15 * 60_000;

/** Filled into access's port: is this person in contact with this customer at `at`, give or take 15 minutes, by the exchange's or the counter's record? */
export function liveContact(db: Reading, personId: string, customerId: string, at: Date): Promise<boolean> {
  return hasLiveContact(db, personId, customerId, new Date(at.getTime() - NEAR), at, new Date(at.getTime() + NEAR));
}
