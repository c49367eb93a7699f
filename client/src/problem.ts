/** One rule that decided a refusal, in the words of the reader's language: what it says and the lawful way on. */
export interface Rule {
  id: string;
  text: string;
  remedy: string;
}

/** One reason that a rule lets through, in the words of the reader's language. */
export interface PickableReason {
  id: string;
  text: string;
}

/** Problem details (RFC 9457) as the server writes them; `rules` and `entry` come with a refusal by policy. */
export interface ProblemDetails {
  status: number;
  code: string;
  title: string;
  detail?: string;
  rules?: Rule[];
  /** With `reason-needed`: what may be picked, for the same call again with `reason`. */
  reasons?: PickableReason[];
  entry?: number;
  [extra: string]: unknown;
}

/** Any answer that is not a success. Status 0 and code `unreachable`: no answer came at all. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly rules: Rule[];
  readonly reasons: PickableReason[];
  readonly entry: number | undefined;
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails, options?: ErrorOptions) {
    super(details.title, options);
    this.name = "ProblemError";
    this.status = details.status;
    this.code = details.code;
    this.title = details.title;
    this.detail = details.detail;
    this.rules = details.rules ?? [];
    this.reasons = details.reasons ?? [];
    this.entry = details.entry;
    this.details = details;
  }
}

/** Reads a problem answer, also one that a proxy wrote in no known form. */
export function problemFrom(status: number, body: unknown): ProblemError {
  const given = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const title = typeof given.title === "string" ? given.title : `HTTP ${status}`;
  return new ProblemError({ ...given, status, code: codeOf(given, status), title });
}

function codeOf(given: Record<string, unknown>, status: number): string {
  if (typeof given.code === "string") return given.code;
  const last = typeof given.type === "string" ? given.type.split(/[/:]/).at(-1) : undefined;
  return last && last !== "blank" ? last : `http-${status}`;
}
