/** Before a keeper reads its journal: whether it may work in this directory at all, and with which standby. */

import { Mirror } from "./mirror.ts";
import { boundTo, mirrorId, takeOver, unbind } from "./place.ts";

export interface StandbyAsk {
  keys: string;
  /** HOST:PORT of the standby, and the file with the key that it made. */
  mirror?: { address: string; key: string };
  /** The standby that this log is bound to is gone for ever: somebody stands for it that it does not run. */
  mirrorLost: boolean;
  /** The directory is a standby's mirror, and becomes the journal. */
  takeover: boolean;
}

export interface Entered {
  mirror?: Mirror;
  /** What has to be written down. */
  changed?: "taken-over" | "lost" | "on";
}

/** @throws Error that names the remedy */
export async function enterPlace({ keys, mirror, mirrorLost, takeover }: StandbyAsk, root: string, vkey: string): Promise<Entered> {
  if (mirrorId(root) !== undefined && !takeover)
    throw new Error(`${root} is the mirror of a standby: stop the standby and start with --takeover, or name another --data`);
  const taken = takeover && takeOver(root);
  const before = boundTo(keys);
  if (taken || mirrorLost) unbind(keys);
  const gone = taken ? "taken-over" : mirrorLost && before !== undefined ? "lost" : undefined;
  if (mirror === undefined) {
    if (boundTo(keys) !== undefined)
      throw new Error(
        "this log is bound to a standby, which may have taken over: name it with --mirror. Only if it is surely gone for ever: --mirror-lost",
      );
    return gone === undefined ? {} : { changed: gone };
  }
  const bound = boundTo(keys) !== undefined;
  const changed = gone ?? (bound ? undefined : "on");
  return { mirror: await Mirror.open(mirror, root, vkey, keys), ...(changed === undefined ? {} : { changed }) };
}
