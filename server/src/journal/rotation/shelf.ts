import type { RewrapCall, Rewrapped } from "@mercusuar/keeper";
import type { Writing } from "../../platform/database.ts";

/** A holder whose wrap or tokens are not of the newest epoch, as the keeper wants to see him. */
export type Behind = RewrapCall["holders"][number] & {
  /** What he looked like when he was read: who changes meanwhile stays as he is, and is asked for again. */
  mark: string;
};

export type Brought = Extract<Rewrapped, { wrap: string }>;

/** Where a chapter keeps holders. Filled by people and records; a rotation knows no more of them. */
export interface Shelf {
  /** Those behind this epoch whose id comes after `after`, in the order of their ids. */
  behind(epoch: number, after: string, limit: number): Promise<Behind[]>;
  /** Keeps new wraps and tokens of those who have not changed since they were read; gives how many. */
  store(tx: Writing, epoch: number, found: ReadonlyArray<{ was: Behind; now: Brought }>): Promise<number>;
  /** What was stored is committed: whoever keeps a wrap in mind reads it again. */
  stored?(): Promise<void>;
  /** The older index keys are gone: their tokens find nothing. */
  forget?(tx: Writing, epoch: number): Promise<void>;
}

const LETTERS = 7;

/** How a wrap of this epoch begins: its first five bytes, and the four ways to go on within the seventh letter. */
export function wrapStarts(epoch: number): string[] {
  const head = Buffer.alloc(6);
  head[0] = 1;
  head.writeUInt32BE(epoch, 1);
  return [0, 0x40, 0x80, 0xc0].map((next) => {
    head[5] = next;
    return head.toString("base64").slice(0, LETTERS);
  });
}

/** SQL: this wrap does not begin like one of the parameter's. */
export const isOlder = (wrap: string, parameter: string): string => `left(${wrap}, ${LETTERS}) <> all (${parameter}::text[])`;
