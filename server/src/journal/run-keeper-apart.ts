import { join } from "node:path";
import type { Ready } from "@mercusuar/keeper";
import { type KeeperAlarm, KeeperProcess, type KeeperStart } from "./keeper-process.ts";

const HOUR = 3_600_000;

export interface ApartOptions extends Omit<KeeperStart, "socket" | "simulated" | "apart" | "seen"> {
  /** It has begun anew after it ended. */
  onReady(ready: Ready): void;
  onExit(reason: string): void;
  onAlarm(alarm: KeeperAlarm): void;
}

/**
 * A keeper that a server of another user calls, kept alive until `close`.
 * @throws KeeperFailed when the first start fails
 */
export async function runKeeperApart({
  onReady,
  onExit,
  onAlarm,
  ...start
}: ApartOptions): Promise<{ ready: Ready; close(): Promise<void> }> {
  const socket = join(start.dataDir, "run", "keeper.sock");
  // Which record is honey goes to the server through the socket, and to nobody here.
  const process = new KeeperProcess({ ...start, socket, simulated: false, apart: true }, { onReady, onExit, onAlarm, onHoney: () => {} });
  // Between its end and its next beginning nothing else keeps this process here.
  const here = setInterval(() => {}, HOUR);
  const close = (): Promise<void> => {
    clearInterval(here);
    return process.close();
  };
  try {
    return { ready: await process.first(), close };
  } catch (error) {
    clearInterval(here);
    throw error;
  }
}
