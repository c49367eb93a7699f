import { once } from "node:events";
import { createServer } from "node:net";

/** Is the port still to be had? Asked before data and keys are made. Port 0 always is. @throws Error that names the remedy */
export async function ensurePortFree(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    await once(probe.listen({ host, port, exclusive: true }), "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(wordsOf(code, `${host}:${port}`), { cause: error });
  }
  await new Promise((resolve) => probe.close(resolve));
}

function wordsOf(code: string | undefined, where: string): string {
  if (code === "EADDRINUSE")
    return `${where} sudah dipakai program lain: pilih porta lain dengan --port. · ${where} is in use: name another port with --port.`;
  return `${where} tidak dapat dipakai (${code}): periksa --host dan --port. · ${where} cannot be used (${code}): check --host and --port.`;
}
