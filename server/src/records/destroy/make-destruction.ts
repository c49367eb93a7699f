import { problem } from "../../platform/problem.ts";
import { type Certificate, certificateOf } from "./certificate.ts";
import { type Destroyed, destroyCustomer, finishLeft, preview, type TwoPersons } from "./destroy-customer.ts";
import type { DestructionParts } from "./parts.ts";
import { type DestructionRow, destructionOf, type Holdings } from "./store.ts";

/** The end of a customer's data. */
export interface Destruction {
  destroy(customerId: string, approved: TwoPersons): Promise<Destroyed>;
  /** What would be destroyed. @throws Problem `not-found` · `erased` 410 */
  preview(customerId: string): Promise<Holdings & { key: string }>;
  /** Forgets whoever's key is dead and who still stands in this database: at every start, and once a backup was put back. */
  finishLeft(): Promise<number>;
  /** What proves the destruction of that entry, with what is true of backups and copies today. @throws Problem `not-found` */
  certificate(entry: number): Promise<Certificate>;
  /** By the index of its entry, or by the customer's id. */
  find(by: { idx: number } | { customerId: string }): Promise<DestructionRow | undefined>;
}

export const makeDestruction = (parts: DestructionParts): Destruction => ({
  destroy: (customerId, approved) => destroyCustomer(parts, customerId, approved),
  preview: (customerId) => preview(parts, customerId),
  finishLeft: () => finishLeft(parts),
  async certificate(entry) {
    const sources = await parts.ports.sources(entry);
    const certificate = sources && certificateOf(sources);
    if (certificate === undefined)
      throw problem("not-found", { id: "Tidak ada pemusnahan dengan nomor catatan ini.", en: "No entry of this number is a destruction." });
    return certificate;
  },
  find: (by) => destructionOf(parts.db, by),
});
