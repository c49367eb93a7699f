/** What the outside sees: requests over the network to the listening server, nothing of its inside. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}
export interface Caller {
  call(method: "GET" | "POST" | "DELETE", path: string, token?: string, body?: unknown): Promise<Answer>;
}

/** @param baseUrl e.g. `http://127.0.0.1:4410` */
export function callerTo(baseUrl: string): Caller {
  return {
    async call(method, path, token, body) {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          accept: "application/json",
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: asObject(text) };
    },
  };
}

function asObject(text: string): Record<string, unknown> {
  if (text === "") return {};
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
