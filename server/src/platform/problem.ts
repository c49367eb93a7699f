import type { Words } from "./language.ts";

/** An answer that is no success (RFC 9457). Never holds personal data: it is logged and shown. */
export class Problem extends Error {
  /** HTTP status. */
  readonly status: number;
  /** Stable word, last part of the problem's `type`. */
  readonly code: string;
  readonly title: Words;
  readonly detail: Words | undefined;
  /** Members beside the standard ones. */
  readonly extra: Record<string, unknown>;

  constructor(status: number, code: string, title: Words, detail?: Words, extra: Record<string, unknown> = {}) {
    super(detail ? `${title.en}: ${detail.en}` : title.en);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.extra = extra;
  }
}

/** Status of each code; a code that is not listed answers 400. */
const STATUS: Record<string, number> = {
  "not-signed-in": 401,
  "sign-in-failed": 401,
  "not-found": 404,
  refused: 403,
  forbidden: 403,
  conflict: 409,
  repeated: 409,
  "too-large": 413,
  "too-many-tries": 429,
  "keeper-down": 503,
  "database-down": 503,
  "not-built": 503,
  internal: 500,
};

/** A problem by its code; `extra.detail` may hold words, `extra.status` another status. */
export function problem(code: string, title: Words, extra: { detail?: Words; status?: number } & Record<string, unknown> = {}): Problem {
  const { detail, status, ...rest } = extra;
  return new Problem(status ?? STATUS[code] ?? 400, code, title, detail, rest);
}
