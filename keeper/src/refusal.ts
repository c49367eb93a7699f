import type { KeeperErrorCode, Refused } from "./protocol.ts";

/** A call that is answered without an entry: it is malformed, or nothing can be written. Its text never holds personal data. */
export class Refusal extends Error {
  readonly code: KeeperErrorCode;
  readonly idx: number | undefined;

  constructor(code: KeeperErrorCode, detail: string, idx?: number) {
    super(detail);
    this.code = code;
    this.idx = idx;
  }

  answer(): Refused {
    return refused(this.code, this.message, this.idx);
  }
}

export function refused(code: KeeperErrorCode, detail: string, idx?: number): Refused {
  return { ok: false, code, detail, ...(idx === undefined ? {} : { idx }) };
}
