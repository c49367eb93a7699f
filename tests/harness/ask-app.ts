import type { FastifyInstance } from "fastify";

export type Method = "GET" | "POST" | "DELETE";

export interface AppAnswer {
  status: number;
  /** What the JSON says; another text as it is, undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads answers of every shape
  body: any;
  text: string;
  headers: Record<string, unknown>;
}

/** Asks the app without a port, as whoever holds the token; without one as nobody. */
export async function askApp(app: FastifyInstance, token: string | undefined, method: Method, url: string, body?: object) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
  const isJson = String(answer.headers["content-type"]).includes("json");
  const text = answer.payload;
  const said: AppAnswer = {
    status: answer.statusCode,
    body: isJson && text ? JSON.parse(text) : text || undefined,
    text,
    headers: answer.headers,
  };
  return said;
}
