import { problem } from "../../platform/problem.ts";
import { type Certificate, certificateOf } from "./certificate.ts";
import { type Destroyed, destroyCustomer, finishLeft, preview, type TwoPersons } from "./destroy-customer.ts";
import type { DestructionParts } from "./parts.ts";
import { endOf, type Holdings } from "./store.ts";

/** The end of a customer's data. */
export interface Destruction {
  destroy(customerId: string, approved: TwoPersons): Promise<Destroyed>;
  /** What would be destroyed. @throws Problem `not-found` · `erased` 410 */
  preview(customerId: string): Promise<Holdings & { key: string }>;
  /** Forgets whoever's key is dead and who still stands in this database: at every start, and once a backup was put back. */
  finishLeft(): Promise<number>;
  /** What proves the destruction of that entry, with what is true of backups and copies today. @throws Problem `not-found` */
  certificate(entry: number): Promise<Certificate>;
  /** When the data of this customer were destroyed, and the index of its entry; undefined where they were not. */
  ended(customerId: string): Promise<{ at: Date; entry: number | null } | undefined>;
}

/** Destroys customers for good: keys first, then what the tables know of them. What a crash left half done, `finishLeft` ends. */
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
  ended: (customerId) => endOf(parts.db, customerId),
});
