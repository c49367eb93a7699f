import { Worker } from "node:worker_threads";

/** The embedded engine in its thread, seen as an exchange of PostgreSQL protocol bytes. */
export interface PgliteThread {
  exchange(bytes: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Message {
  id?: number;
  bytes?: Uint8Array;
  error?: string;
  ready?: true;
  failed?: string;
}

interface Waiting {
  resolve(message: Message): void;
  reject(error: Error): void;
}

/** Plain JavaScript in `server/bin`: the same place seen from `src` and from `dist`. */
const WORKER = new URL("../../bin/pglite-worker.js", import.meta.url);

/** Starts the engine on a directory that nobody else uses (the caller holds the lock). */
export async function startPglite(dir: string): Promise<PgliteThread> {
  const worker = new Worker(WORKER, { workerData: { dir }, execArgv: [], stdout: false });
  await ready(worker);
  const waiting = new Map<number, Waiting>();
  worker.on("message", (message: Message) => settle(waiting, message));
  worker.on("error", (error) => failAll(waiting, error));
  worker.on("exit", () => failAll(waiting, new Error("the embedded database has stopped")));
  let last = 0;
  const ask = (message: { bytes?: Uint8Array; close?: true }) =>
    new Promise<Message>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, ...message });
    });
  return {
    exchange: async (bytes) => (await ask({ bytes })).bytes ?? new Uint8Array(),
    close: () => stop(worker, ask),
  };
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("message", (message: Message) =>
      message.failed ? reject(new Error(`the embedded database does not open: ${message.failed}`)) : resolve(),
    );
    worker.once("error", reject);
  });
}

function settle(waiting: Map<number, Waiting>, message: Message): void {
  const one = waiting.get(message.id ?? -1);
  waiting.delete(message.id ?? -1);
  if (message.error) one?.reject(new Error(message.error));
  else one?.resolve(message);
}

function failAll(waiting: Map<number, Waiting>, error: Error): void {
  for (const one of waiting.values()) one.reject(error);
  waiting.clear();
}

async function stop(worker: Worker, ask: (message: { close: true }) => Promise<unknown>): Promise<void> {
  await ask({ close: true }).catch(() => undefined);
  await worker.terminate();
}
