import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process of this folder that says `{ url, … }` once it listens and ends when we disconnect. */
export interface Child<Ready> {
  ready: Ready;
  /** Has it do something, and gives what it says of it. */
  ask(what: string): Promise<unknown>;
  end(): Promise<void>;
}

/** As `npm start` runs the server; the baselines get the same. */
const HEAP = ["--min-semi-space-size=16", "--max-semi-space-size=32"];

export function child<Ready extends { url: string }>(file: string, argument: string, said: (line: string) => void): Promise<Child<Ready>> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const profile = process.env.MERCUSUAR_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.MERCUSUAR_PROFILE}`] : [];
  const running = fork(path, [argument], { execArgv: [...HEAP, ...profile] });
  const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()));
  const end = (): Promise<void> => {
    if (running.connected) running.disconnect();
    return ended;
  };
  const ask = (what: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const answer = (message: { to?: string; answer?: unknown; failed?: string }): void => {
        if (message.to !== what) return;
        running.off("message", answer);
        if (message.failed === undefined) resolve(message.answer);
        else reject(new Error(`${file}, ${what}: ${message.failed}`));
      };
      running.on("message", answer);
      running.send({ ask: what });
    });
  return new Promise((resolve, reject) => {
    running.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
    running.on("message", (message: Ready & { said?: string }) => {
      if (message.said) said(message.said);
      if (message.url) resolve({ ready: message, ask, end });
    });
  });
}
