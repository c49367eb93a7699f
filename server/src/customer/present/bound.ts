import { createHmac, timingSafeEqual } from "node:crypto";
import type { CustomerParts } from "../parts.ts";

/** That this request is about this customer: else whoever writes into the table could have one customer confirm for another. */
export const boundOf = ({ serverKey }: Pick<CustomerParts, "serverKey">, id: string, customerId: string): string =>
  createHmac("sha256", serverKey).update(`mercusuar/presence/v1\0${id}\0${customerId}`).digest("hex");

export function isBound(
  parts: Pick<CustomerParts, "serverKey">,
  { id, customerId, bound }: { id: string; customerId: string; bound: string },
): boolean {
  const [held, made] = [Buffer.from(bound, "hex"), Buffer.from(boundOf(parts, id, customerId), "hex")];
  return held.length === made.length && timingSafeEqual(held, made);
}
