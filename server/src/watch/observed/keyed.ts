import { createHmac, hkdfSync } from "node:crypto";

/**
 * Names for what another system calls its customers, made with a key that lies outside the database: the same customer has the same name in
 * every import, and nobody who reads the tables or the journal learns whom the CRM means.
 */
export interface Keyed {
  /** `ocu_…`: a customer who is known here by the CRM's own id alone. */
  customer(ref: string): string;
  /** What finds him by a number or an address, in one spelling. */
  link(kind: "phone" | "email", value: string): string;
  /** A record of a log, so that the same record is known again. */
  record(source: string, parts: readonly string[]): string;
}

const LETTERS = 32;

/** @param serverKey the server's own key, beside the data and never in it */
export function keyed(serverKey: Buffer): Keyed {
  const key = Buffer.from(hkdfSync("sha256", serverKey, "", "mercusuar observed names v1", 32));
  const name = (...parts: string[]): string => createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex").slice(0, LETTERS);
  return {
    customer: (ref) => `ocu_${name("customer", ref)}`,
    link: (kind, value) => name("link", kind, value),
    record: (source, parts) => name("record", source, ...parts),
  };
}

/** Is it the name of a customer who is known by the CRM's own id alone? */
export const isObservedCustomer = (id: string): boolean => /^ocu_[0-9a-f]{32}$/.test(id);
