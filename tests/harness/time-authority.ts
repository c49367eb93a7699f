/** A time-stamping authority of our own (RFC 3161): real openssl behind a small HTTP server on the loopback. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CONFIG = `[req]
distinguished_name = dn
prompt = no
[dn]
CN = Otoritas percobaan
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[tsa]
default_tsa = one
[one]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;

export interface TimeAuthority {
  url: string;
  /** PEM file of its certificate. */
  ca: string;
  /** How often it was asked. */
  asked: number;
  /** Answers every request with the answer to the first: an authority that replays, or somebody between. */
  replay: boolean;
  close(): Promise<void>;
}

/** Whether this machine has openssl; elsewhere these tests say so and are skipped. */
export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

export async function startTimeAuthority(): Promise<TimeAuthority> {
  const dir = mkdtempSync(join(tmpdir(), "time-authority-"));
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: dir, stdio: "pipe" });
  writeFileSync(join(dir, "authority.cnf"), CONFIG);
  writeFileSync(join(dir, "serial"), "01\n");
  const made =
    "-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -config authority.cnf -extensions ext -keyout key.pem -out ca.pem";
  run("req", ...made.split(" "));
  let first: Buffer | undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    authority.asked++;
    writeFileSync(join(dir, "query"), Buffer.concat(chunks));
    run(..."ts -reply -config authority.cnf -section one -queryfile query -signer ca.pem -inkey key.pem -out answer".split(" "));
    const answer = readFileSync(join(dir, "answer"));
    first ??= answer;
    response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(authority.replay ? first : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const authority: TimeAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    ca: join(dir, "ca.pem"),
    asked: 0,
    replay: false,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return authority;
}
