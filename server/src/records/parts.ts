import type { Act, Derive, Keeper } from "../journal/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Field } from "./fields/field.ts";

export interface RecordsParts {
  db: Database;
  keeper: Pick<Keeper, "seal" | "grant" | "append">;
  act: Act;
  derive: Derive;
  clock: Clock;
  /** 32 bytes of `server.key`: keys of imported rows and their contents are remembered under it, never plain. */
  serverKey: Buffer;
  /** The catalogue; that of `fields/list.ts` unless told. */
  fields?: readonly Field[];
}

/** What every act of this chapter works with. */
export interface House extends RecordsParts {
  fields: readonly Field[];
}

/** Sealed values as they lie in the database: field id -> [version, base64 ciphertext]. */
export type SealedFields = Record<string, [version: number, ciphertext: string]>;
