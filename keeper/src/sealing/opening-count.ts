/**
 * How often a sealed value came out of its ciphertext in this process, by log. INVARIANT: counted at the one place where that happens, so that
 * a way around the desk is counted too, and heartbeats tell a count that the entries do not explain (E_UNLOGGED).
 */
const counts = new Map<string, number>();

export const countOpening = (origin: string): void => void counts.set(origin, openingsOf(origin) + 1);

export const openingsOf = (origin: string): number => counts.get(origin) ?? 0;
