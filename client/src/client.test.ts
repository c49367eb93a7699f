import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createClient, ProblemError } from "./index.ts";

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((done) => server.closeAllConnections() ?? server.close(done));
});

interface Seen {
  method?: string | undefined;
  url?: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

async function serving(answer: (seen: Seen, response: ServerResponse) => void): Promise<{ baseUrl: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const one = { method: request.method, url: request.url, headers: request.headers, body };
    seen.push(one);
    answer(one, response);
  });
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const json = (response: ServerResponse, status: number, body: unknown, type = "application/json") =>
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));

test("a look goes out as a POST with the header that no foreign page can set, and comes back typed", async () => {
  const { baseUrl, seen } = await serving((_, response) => json(response, 200, { entry: 7, code: "7K4Q-M2VX-9ATD", fields: [] }));
  const look = await createClient({ baseUrl, token: "secret" }).look({ customer: "cus_1", purpose: "care", case: "cas_1" });
  expect(look.entry).toBe(7);
  expect(seen[0]).toMatchObject({ method: "POST", url: "/api/looks" });
  expect(seen[0]?.headers).toMatchObject({ "x-mercusuar": "1", authorization: "Bearer secret", "content-type": "application/json" });
  expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ customer: "cus_1", purpose: "care", case: "cas_1" });
});

test("a refusal is a ProblemError that carries every rule and the entry that recorded it", async () => {
  const rules = [{ id: "R18", text: "Ada konflik kepentingan.", remedy: "Serahkan kepada rekan." }];
  const { baseUrl } = await serving((_, response) =>
    json(response, 403, { type: "about:blank", code: "refused", title: "Tidak dibuka", rules, entry: 12 }, "application/problem+json"),
  );
  const refused = await createClient({ baseUrl })
    .look({ customer: "cus_1", purpose: "care" })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect(refused).toMatchObject({ status: 403, code: "refused", title: "Tidak dibuka", rules, entry: 12 });
});

test("an answer that is no JSON still becomes a ProblemError with its status", async () => {
  const { baseUrl } = await serving((_, response) => response.writeHead(502).end("<html>bad gateway</html>"));
  await expect(createClient({ baseUrl }).me()).rejects.toMatchObject({ status: 502, code: "http-502" });
});

test("a server that is gone is told as unreachable, not as a fault of the page", async () => {
  const { baseUrl } = await serving((_, response) => response.end());
  await new Promise((done) => open.pop()?.close(done));
  await expect(createClient({ baseUrl }).lamp()).rejects.toMatchObject({ status: 0, code: "unreachable" });
});

test("an asking that is given up ends as an abort, not as a problem", async () => {
  const { baseUrl } = await serving(() => undefined);
  const given = new AbortController();
  const waiting = createClient({ baseUrl }).me({ signal: given.signal });
  given.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
});

test("ids are escaped in paths, absent parts of a question are left out, and 204 answers nothing", async () => {
  const { baseUrl, seen } = await serving((one, response) =>
    one.method === "DELETE" ? response.writeHead(204).end() : json(response, 200, {}),
  );
  const client = createClient({ baseUrl });
  expect(await client.releaseCase("cas/../1")).toBeUndefined();
  await client.desk({ date: "2026-11-20" });
  await client.personTrail("per_1", { from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z" });
  expect(seen.map((one) => one.url)).toEqual([
    "/api/cases/cas%2F..%2F1/claim",
    "/api/desk?date=2026-11-20",
    "/api/trail/people/per_1?from=2026-11-20T00%3A00%3A00Z&to=2026-11-21T00%3A00%3A00Z",
  ]);
});

test("a receipt is handed on as the text that it is", async () => {
  const { baseUrl } = await serving((_, response) =>
    response.writeHead(200, { "content-type": "text/plain" }).end("c2sp.org/tlog-proof@v1\n"),
  );
  expect(await createClient({ baseUrl }).receipt(41207)).toBe("c2sp.org/tlog-proof@v1\n");
});
