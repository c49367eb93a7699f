import { request as plain } from "node:http";
import { request as secure } from "node:https";
import type { Delivered, Means } from "./contract.ts";

/** Of an answer nothing is kept; a peer that never stops talking is cut off. */
const MOST_ANSWER = 64 * 1024;

/**
 * One POST. TLS is verified, redirects are not followed (they would carry the number elsewhere), and what goes wrong is one of two words:
 * the error of a library may quote what it sent.
 */
export function postJson(
  { ca, timeout }: Pick<Means, "ca" | "timeout">,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Delivered> {
  return new Promise((resolve) => {
    const unreachable = (): void => resolve({ accepted: false, why: "unreachable" });
    const to = new URL(url);
    const asked = (to.protocol === "https:" ? secure : plain)(
      to,
      {
        method: "POST",
        headers: { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)), ...headers },
        signal: AbortSignal.timeout(timeout),
        agent: false,
        ...(ca === undefined ? {} : { ca }),
      },
      (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER) answer.destroy();
        });
        answer.once("error", unreachable);
        const status = answer.statusCode ?? 0;
        answer.once("close", () => resolve(status >= 200 && status < 300 ? { accepted: true } : { accepted: false, why: "refused" }));
      },
    );
    asked.once("error", unreachable);
    asked.end(body);
  });
}
