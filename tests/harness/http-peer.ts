/** A real HTTP server on the loopback that answers the same to all, and what reached it. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpPeer {
  url: string;
  arrived: Array<{ request: IncomingMessage; body: string }>;
  close(): void;
}

export async function startHttpPeer(status = 200, text = "{}"): Promise<HttpPeer> {
  const arrived: HttpPeer["arrived"] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    arrived.push({ request, body });
    response.writeHead(status, { location: "http://127.0.0.1:9/elsewhere" }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived, close };
}
