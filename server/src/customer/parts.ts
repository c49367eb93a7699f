import type { Access } from "../access/index.ts";
import type { Act, Derive, Keeper } from "../journal/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Language } from "../platform/language.ts";
import type { Log } from "../platform/log.ts";
import type { Records } from "../records/index.ts";
import type { Watch } from "../watch/index.ts";
import type { Asked } from "./tries.ts";

export interface CustomerSettings {
  /** Minutes that a call code can be checked. */
  codeMinutes: number;
  /** Minutes in which a customer at the counter confirms. */
  presentMinutes: number;
  /** Links to one customer within a day. */
  linksADay: number;
  /** Within `tryMinutes`: public questions of one address, of everybody, and of one person who asks for a caller. */
  tryMinutes: number;
  /** Many telephones share one address, and all tablets of a branch. */
  triesPerAddress: Record<Asked, number>;
  triesOfAll: number;
  triesPerPerson: number;
}

/** What holds where nobody set anything: minutes and counts. */
export const defaultCustomerSettings: CustomerSettings = {
  codeMinutes: 120,
  presentMinutes: 10,
  linksADay: 3,
  tryMinutes: 15,
  triesPerAddress: { "call-code": 10, link: 30, pad: 60 },
  triesOfAll: 200,
  triesPerPerson: 60,
};

export interface CustomerParts {
  db: Database;
  act: Act;
  derive: Derive;
  keeper: Pick<Keeper, "match">;
  clock: Clock;
  log: Log;
  /** 32 bytes of `server.key`: codes are kept as hashes under it. */
  serverKey: Buffer;
  access: Pick<Access, "useValue" | "present" | "policy">;
  /** Takes what the customer says as evidence. */
  watch: Pick<Watch, "customerConfirmed">;
  records: Pick<Records, "normalise" | "nobody" | "customerHolder">;
  purposeLabel(purpose: string, language: Language): string;
  settings: CustomerSettings;
}
