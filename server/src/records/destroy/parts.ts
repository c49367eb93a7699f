import type { Act, Derive, Keeper, Write } from "../../journal/index.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { CertificateSources } from "./certificate.ts";

/** Needs that point to other chapters; product.ts fills them. */
export interface DestructionPorts {
  /** Fulfils when every stored change is sealed and every look is in the projection: later nothing of the customer can be. */
  settled(): Promise<void>;
  /** Takes the customer out of the projection, and his wrap out of the outbox. Filled by journal. */
  forget(tx: Writing, customerId: string): Promise<void>;
  /** Ends his cases, claims and shares. Filled by access. */
  end(tx: Writing, write: Write, customerId: string, at: Date): Promise<void>;
  /** What a certificate of that entry is made of; undefined where the journal has no such entry. Filled by journal. */
  sources(idx: number): Promise<CertificateSources | undefined>;
  /** The approval has been used. Filled by people. */
  spend(tx: Writing, approval: { id: string }): Promise<void>;
}

export interface DestructionParts {
  db: Database;
  act: Act;
  derive: Derive;
  clock: Clock;
  keeper: Pick<Keeper, "destroy" | "erased" | "status">;
  ports: DestructionPorts;
}
