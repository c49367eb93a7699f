import { macOf } from "../mac.ts";
import type { CustomerParts } from "../parts.ts";
import { type Asker, countTry } from "../tries.ts";
import { type FoundCode, findCode } from "./store.ts";

/** Was that call really from us? From which office, about what, when; nobody's name and nothing of the customer. */
export type CheckedCode = { known: false } | ({ known: true } & Pick<FoundCode, "office" | "zone" | "zoneLabel" | "purpose" | "madeAt">);

/**
 * Answers whoever was called, without an account, or a person who is telephoned about it. A wrong code, wrong last digits and a code whose
 * time is over are one answer; each question is counted and journaled. @throws Problem `too-many-tries`
 */
export async function checkCode(parts: CustomerParts, { code, last }: { code: string; last: string }, asker: Asker): Promise<CheckedCode> {
  await countTry(parts, "call-code", asker);
  const mac = macOf(parts.serverKey, "call-code", code.replace(/\D/g, ""), last);
  const found = await findCode(parts.db, mac, parts.clock.now());
  await parts.act(async (_, write) => {
    await write({
      typ: "callcode",
      aggregate: `call-code:${found?.id ?? "unknown"}`,
      ...("person" in asker ? { act: asker.person } : {}),
      ...(found ? { customer: { id: found.customerId, wrap: found.wrap } } : {}),
      body: { change: "checked", result: found ? "known" : "unknown", ...(found ? { id: found.id } : {}) },
    });
  });
  if (!found) return { known: false };
  const { office, zone, zoneLabel, purpose, madeAt } = found;
  return { known: true, office, zone, zoneLabel, purpose, madeAt };
}
