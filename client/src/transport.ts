import { ProblemError, problemFrom } from "./problem.ts";

export interface ClientOptions {
  /** Where the server lives, `""` for the page's own origin. */
  baseUrl: string;
  /** Bearer token; without it the browser's session cookie signs in. */
  token?: string;
  fetch?: typeof fetch;
  /** Language of texts before sign-in; afterwards the person's own language wins. */
  language?: () => string;
}

/** Last argument of every function of the client. */
export interface Asking {
  signal?: AbortSignal;
  /** Goes out even if the page is being closed. */
  keepalive?: boolean;
}

export type Query = Record<string, string | number | undefined>;
type Method = "GET" | "POST" | "DELETE";

export interface Send {
  json<Answer>(method: Method, path: string, body?: unknown, asking?: Asking): Promise<Answer>;
  text(path: string, asking?: Asking): Promise<string>;
}

/** The one place that speaks HTTP. */
export function transport(options: ClientOptions): Send {
  const call = async (method: Method, path: string, body: unknown, asking?: Asking): Promise<Response> => {
    const answer = await reach(options, path, {
      method,
      headers: headersOf(options, body),
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(asking?.signal ? { signal: asking.signal } : {}),
      ...(asking?.keepalive ? { keepalive: true } : {}),
    });
    if (!answer.ok) throw problemFrom(answer.status, await jsonOf(answer).catch(() => undefined));
    return answer;
  };
  return {
    json: async <Answer>(method: Method, path: string, body?: unknown, asking?: Asking) => {
      const answer = await call(method, path, body, asking);
      return (answer.status === 204 ? undefined : await jsonOf(answer)) as Answer;
    },
    text: async (path, asking) => (await call("GET", path, undefined, asking)).text(),
  };
}

async function reach(options: ClientOptions, path: string, init: RequestInit): Promise<Response> {
  try {
    return await (options.fetch ?? fetch)(`${options.baseUrl}${path}`, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw unreachable(cause);
  }
}

async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch (cause) {
    throw unreachable(cause);
  }
}

function unreachable(cause: unknown): ProblemError {
  return new ProblemError({ status: 0, code: "unreachable", title: "The server did not answer." }, { cause });
}

function headersOf(options: ClientOptions, body: unknown): Record<string, string> {
  return {
    accept: "application/json",
    // A foreign page cannot set this header without asking first: it proves that our own page sends the cookie.
    "x-mercusuar": "1",
    ...(options.language ? { "accept-language": options.language() } : {}),
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
}

/** `?a=1&b=2` of what is given, `""` of nothing. Never for customer data: addresses end in logs. */
export function queryOf(query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.append(name, String(value));
  return given.size === 0 ? "" : `?${given}`;
}

/** One path segment, escaped. */
export const segment = (id: string | number): string => encodeURIComponent(String(id));
