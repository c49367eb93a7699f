/** What the server may know of the keeper: its calls, where its program lies, and the lock that both hold on their directories. */
import { fileURLToPath } from "node:url";

export { type ConnectorName, USABLE } from "./connectors.ts";
export { isHere } from "./cosigning/ask.ts";
export { holdDirectory } from "./hold-directory.ts";
export type { Leaving } from "./journal/leave-halt.ts";
export { keysInside } from "./keys/inside.ts";
export {
  type Keyholder,
  keyholdersOf,
  lockStart,
  MOST_KEYHOLDERS,
  openStart,
  StartLockError,
  unlockStart,
} from "./keys/start-lock.ts";
export { holdLock, type Lock } from "./lock.ts";
export { makeDirectory } from "./make-directory.ts";
export * from "./protocol.ts";
export { plainAddress, plainName, plainNumber } from "./sealing/index-shape.ts";
export { type RunningStandby, STANDBY_PORT, startStandby } from "./standby/run-standby.ts";
export { type RunningWitness, startWitness, WITNESS_PORT, type WitnessSettings } from "./witness/run-witness.ts";

/** Path of the compiled program, also when asked from source: `node <keeperMain> --data DIR --keys KEYDIR --socket PATH`. */
export const keeperMain: string = fileURLToPath(new URL("../dist/main.js", import.meta.url));
