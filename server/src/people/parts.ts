import type { Act, Derive, Keeper, OutboxEntry, Write } from "../journal/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database, Writing } from "../platform/database.ts";
import type { Log } from "../platform/log.ts";
import type { MarksFile } from "../platform/marks-file.ts";
import type { Seals } from "./sessions.ts";

export type { OutboxEntry, Write };

/** Kinds of blind index that name one person. */
export type IndexKind = "phone" | "nik" | "kk" | "email" | "name_birth" | "address";

/** Needs that point backwards in the story; product.ts fills them. */
export interface PeoplePorts {
  /** The value as the blind index knows it, or undefined when it is not of that kind. Filled by records. */
  indexValue(ix: IndexKind, value: string): string | undefined;
  /** Somebody leaves: what he holds is handed back in the same transaction. Filled by access. */
  personEnded(tx: Writing, write: Write, personId: string, at: Date): Promise<void>;
  /** Somebody moves to another office, and what he did of late with him. Filled by watch. */
  personMoved(tx: Writing, officeId: string, at: Date): Promise<void>;
  /** Whom an approval of two persons is about: a customer's holder for its entry, nobody, or a customer that does not exist. Filled by records. */
  approvalCustomer(what: string, subject: string): Promise<{ id: string; wrap: string } | undefined | "none">;
  /** The look budget of today. Filled by access. */
  quota(personId: string, zone: string): Promise<{ used: number; of: number; warn: number }>;
}

export interface PeopleSettings {
  sessionHours: number;
  /** Cost of the password hash, a power of two. */
  scryptCost: number;
  /** Failed sign-ins in `tryMinutes` until a login, or an address, has to wait. */
  triesPerLogin: number;
  triesPerAddress: number;
  tryMinutes: number;
  /** Hours until a request for approval is over, confirmed or not. */
  approvalHours: number;
}

/** What holds where nobody set anything: hours, minutes and counts; `scryptCost` is N of RFC 7914. */
export const defaultPeopleSettings: PeopleSettings = {
  sessionHours: 12,
  scryptCost: 2 ** 15,
  triesPerLogin: 5,
  triesPerAddress: 50,
  tryMinutes: 15,
  approvalHours: 24,
};

export interface PeopleParts {
  db: Database;
  act: Act;
  derive: Derive;
  keeper: Pick<Keeper, "seal" | "append">;
  clock: Clock;
  log: Log;
  /** 32 bytes of `server.key`. */
  serverKey: Buffer;
  /** Sessions, links and passwords that have ended, remembered outside the database. */
  ended: MarksFile;
  ports: PeoplePorts;
  settings: PeopleSettings;
}

/** What every act of this chapter works with. */
export interface House extends PeopleParts {
  seals: Seals;
}

/** Who acts: a person, or the program itself (an import, the first start). */
export type By = string | undefined;

/** Options of every act; bulk says `wait: false` and drains afterwards. */
export interface ActHow {
  by?: By;
  wait?: boolean;
}
