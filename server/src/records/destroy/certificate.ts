import { type Entry, fromUtf8, parseTlogProof } from "@mercusuar/proof";

/** What is given to the customer, the officer and the auditor. Holds no personal data, and needs nobody's word: its receipt proves the entry. */
export interface Certificate {
  certificate: "mercusuar/destruction/v1";
  log: string;
  /** Index of the entry of destruction. */
  entry: number;
  /** The keeper's time. */
  at: string;
  /** The customer's pseudonym in that quarter: the last thing that named him. */
  reference: string;
  /** Id of the dead key. */
  key: string;
  why: string;
  approval: string;
  /** Pseudonyms of the two who decided. */
  asked: string;
  confirmed: string;
  /** Until then, whoever holds a backup and a copy of the KEK could open it; `epoch` is the KEK that has to go. */
  backups: { epoch: number; state: "closed" | "open-until-rotation"; closedAt?: string };
  /** Copies of keys outside the house that must be gone by then, as far as they were told of. */
  copies: Array<{ id: string; epoch: number; place: string; state: "gone" | "must-go"; goneAt?: string }>;
  /** C2SP tlog-proof of the entry. */
  receipt: string;
}

export interface CertificateSources {
  receipt: string;
  log: string;
  copies: ReadonlyArray<{ id: string; epoch: number; place: string; goneAt: Date | null }>;
  /** When the KEK of that epoch was destroyed, or undefined. */
  destroyedAt(epoch: number): string | undefined;
}

/** Undefined where the receipt proves no entry of destruction. */
export function certificateOf({ receipt, log, copies, destroyedAt }: CertificateSources): Certificate | undefined {
  const proof = parseTlogProof(receipt);
  if ("code" in proof || proof.extra === undefined) return undefined;
  const { typ, out, ts, sub = "", act = "", psn = "", body = {} } = JSON.parse(fromUtf8(proof.extra)) as Entry;
  if (typ !== "key.erase" || out !== "done" || sub === "") return undefined;
  const epoch = Number(body.epoch);
  const closedAt = destroyedAt(epoch);
  return {
    certificate: "mercusuar/destruction/v1",
    ...{ log, entry: proof.index, at: ts, reference: sub, key: String(body.key), why: String(body.why), approval: String(body.approval) },
    ...{ asked: act, confirmed: psn },
    backups: { epoch, state: closedAt === undefined ? "open-until-rotation" : "closed", ...(closedAt === undefined ? {} : { closedAt }) },
    copies: copies
      .filter((copy) => copy.epoch <= epoch)
      .map(({ id, epoch: of, place, goneAt }) => ({
        ...{ id, epoch: of, place, state: goneAt === null ? ("must-go" as const) : ("gone" as const) },
        ...(goneAt === null ? {} : { goneAt: goneAt.toISOString() }),
      })),
    receipt,
  };
}
