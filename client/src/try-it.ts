import type { Rule } from "./problem.ts";
import type { Asking, Send } from "./transport.ts";

/** Only in the made-up company: one misuse that a visitor may try himself. */
export interface TryIt {
  person: { id: string; name: string; job?: string };
  customer: { id?: string; name?: string };
  words?: string;
}

export interface TryItRefusal {
  title: string;
  rules: Rule[];
  entry?: number;
}

export const tryItRoutes = (send: Send) => ({
  tryIt: (asking?: Asking) => send.json<TryIt>("GET", "/api/try-it", undefined, asking),
  doTryIt: (asking?: Asking) => send.json<{ refusal?: TryItRefusal }>("POST", "/api/try-it", undefined, asking),
});
