import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { USABLE } from "@mercusuar/keeper";
import { afterEach, describe, expect, it } from "vitest";
import { type HttpPeer, startHttpPeer } from "../../../../tests/harness/http-peer.ts";
import { startMailPeer } from "../../../../tests/harness/mail-peer.ts";
import { connectors } from "./list.ts";
import { mailSmtp } from "./mail-smtp/index.ts";
import { postJson } from "./post-json.ts";
import { signatureOf } from "./webhook/signature.ts";

const AT = new Date("2026-11-23T02:00:00.000Z");

const servers: Array<{ close(): void }> = [];
afterEach(() => void servers.splice(0).map((server) => server.close()));

async function peer(status: number, text: string): Promise<HttpPeer> {
  const made = await startHttpPeer(status, text);
  servers.push(made);
  return made;
}

describe("connectors", () => {
  it("are those that the keeper knows, each with the field that the keeper lets it have", () => {
    const ours = connectors.map(({ id, field }) => [id, field === undefined ? ["phone", "email"] : [field]]);
    expect(Object.fromEntries([...ours, ["call_code", ["phone"]]])).toEqual(USABLE);
  });

  const cases = connectors.flatMap((connector) =>
    connector.examples.map((example) => ({ connector, example, name: `${connector.id}: ${example.title}` })),
  );
  it.each(cases)("$name", async ({ connector, example }) => {
    const { url, arrived } = await peer(example.answers.status, example.answers.body);
    const means = { settings: { ...example.settings, url }, secret: example.secret, timeout: 5_000 };
    expect(await connector.send(means, { ...example.errand, at: AT })).toEqual(example.gives);
    expect(arrived).toHaveLength(1);
    const [{ request, body }] = arrived as [HttpPeer["arrived"][number]];
    expect(request.method).toBe("POST");
    if (example.arrives.path) expect(request.url).toBe(example.arrives.path);
    expect(`${request.url}${JSON.stringify(request.headers)}`).not.toContain("81200007777");
    for (const [header, value] of Object.entries(example.arrives.headers ?? {}))
      typeof value === "string" ? expect(request.headers[header]).toBe(value) : expect(request.headers[header]).toMatch(value);
    expect(JSON.parse(body)).toMatchObject(example.arrives.body);
  });

  it("a webhook's signature is over id, time and body, as the standard writes it", async () => {
    // The example of Standard Webhooks 1.0: its secret, id, time and body give this signature.
    const signed = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + '{"test": 2432232314}';
    expect(signatureOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", signed)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it("a peer that is not there, and one that hangs up, are unreachable; neither says to whom", async () => {
    expect(await postJson({ timeout: 2_000 }, "http://127.0.0.1:9/", {}, "{}")).toEqual({ accepted: false, why: "unreachable" });
    const server = createServer((request) => request.socket.destroy());
    servers.push(server.listen(0, "127.0.0.1"));
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await postJson({ timeout: 2_000 }, url, {}, "{}")).toEqual({ accepted: false, why: "unreachable" });
  });

  it("a peer that never answers is given up after the set time", async () => {
    const server = createServer(() => undefined);
    servers.push(server.listen(0, "127.0.0.1"));
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await postJson({ timeout: 50 }, url, {}, "{}")).toEqual({ accepted: false, why: "unreachable" });
    server.closeAllConnections();
  });

  it("mail goes over verified TLS to a real mail server; without its authority none goes", async () => {
    const mail = await startMailPeer({ password: "geheim" });
    try {
      const errand = {
        value: "siti@contoh.id",
        reference: "0190a1b2-0000-7000-8000-000000000009",
        subject: "Kartu Anda",
        text: "Siap diambil.",
        at: AT,
      };
      const settings = { url: `smtp://mercusuar@localhost:${mail.port}`, from: "layanan@lentera.example" };
      const means = { settings, secret: "geheim", timeout: 5_000 };
      expect(await mailSmtp.send({ ...means, ca: mail.ca }, errand)).toEqual({ accepted: true });
      expect(mail.secure).toEqual([true]);
      expect(mail.mails[0]).toMatch(/^To: siti@contoh\.id\r?$/m);
      expect(mail.mails[0]).toContain(errand.reference);
      expect(await mailSmtp.send(means, errand)).toEqual({ accepted: false, why: "unreachable" });
      expect(mail.mails).toHaveLength(1);
    } finally {
      await mail.close();
    }
  });
});
