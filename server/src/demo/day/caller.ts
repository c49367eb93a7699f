import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

/** What the outside sees: requests over the network to the listening server, nothing of its inside. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}
export interface Caller {
  /** @param machine what the browser says of itself */
  call(method: "GET" | "POST" | "DELETE", path: string, token?: string, body?: unknown, machine?: string): Promise<Answer>;
}

/** @param baseUrl e.g. `http://127.0.0.1:4410` */
export function callerTo(baseUrl: string): Caller {
  // A browser keeps its connection; so does whoever plays the day.
  const agent = new Agent({ keepAlive: true });
  return {
    async call(method, path, token, body, machine) {
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const asking = request(`${baseUrl}${path}`, {
        method,
        agent,
        headers: {
          accept: "application/json",
          ...(machine && { "user-agent": machine }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...(sent !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(sent) }),
        },
      });
      asking.end(sent);
      const [response] = (await once(asking, "response")) as [IncomingMessage];
      return { status: response.statusCode ?? 0, body: asObject(await text(response)) };
    },
  };
}

function asObject(json: string): Record<string, unknown> {
  if (json === "") return {};
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
