import type { SendCall } from "./keeper.ts";
import { KeeperDown } from "./keeper-down.ts";
import { KeeperLink } from "./keeper-link.ts";

/**
 * Sends one call over a connection that it shares with nobody: the others of its frame would wait with it, and a keeper that owes a frame for
 * too long is ended.
 */
export const onOwnLine =
  (where: () => { path: string; key: string }): SendCall =>
  async (json, timeout) => {
    mustHaveKey(where);
    let connected: (state: string) => void = () => {};
    const open = new Promise<string>((resolve) => {
      connected = resolve;
    });
    const line = new KeeperLink(where, { onState: (state) => connected(state) });
    line.connect();
    try {
      if ((await open) !== "up") throw new KeeperDown("down");
      return await line.call(json, timeout);
    } finally {
      line.close();
    }
  };

/** Without it the line would wait for a keeper, and the caller with it. @throws KeeperDown */
function mustHaveKey(where: () => unknown): void {
  try {
    where();
  } catch {
    throw new KeeperDown("down");
  }
}
