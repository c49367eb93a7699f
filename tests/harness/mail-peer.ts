/** A real SMTP server on the loopback, and what it was given. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

export interface MailPeer {
  port: number;
  /** Whole mails as they came, the newest last. */
  mails: string[];
  /** Whether each came over TLS. */
  secure: boolean[];
  /** PEM of its certificate, for `localhost`. */
  ca: string;
  close(): Promise<void>;
}

/** @param tls without it the server offers no STARTTLS. @param password of the name `mercusuar`; without it nobody signs in */
export async function startMailPeer({ tls = true, password }: { tls?: boolean; password?: string } = {}): Promise<MailPeer> {
  const { key, cert } = certificate();
  const [mails, secure]: [string[], boolean[]] = [[], []];
  const server = new SMTPServer({
    key,
    cert,
    disabledCommands: [...(tls ? [] : ["STARTTLS"]), ...(password === undefined ? ["AUTH"] : [])],
    authOptional: password === undefined,
    onAuth: (auth, _session, done) =>
      auth.username === "mercusuar" && auth.password === password ? done(null, { user: "mercusuar" }) : done(new Error("no")),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString("utf8"));
        secure.push(session.secure);
        done();
      });
    },
  });
  // What a caller does who does not believe the certificate is his to tell.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, secure, ca: cert, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function certificate(): { key: string; cert: string } {
  const dir = mkdtempSync(join(tmpdir(), "mail-peer-"));
  try {
    const args =
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost";
    execFileSync("openssl", [...args.split(" "), "-keyout", "key.pem", "-out", "cert.pem"], { cwd: dir, stdio: "pipe" });
    return { key: readFileSync(join(dir, "key.pem"), "utf8"), cert: readFileSync(join(dir, "cert.pem"), "utf8") };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
