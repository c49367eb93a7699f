import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../harness/engines.ts";
import { type HttpPeer, startHttpPeer } from "../harness/http-peer.ts";
import { type EveningWorld, openEveningWorld } from "./evening-world.ts";

/** A house that asks a customer by WhatsApp whether he stands at the counter; `peer` is what the message arrives at. Closes with both. */
export async function openConfirmingWorld(engine: Engine): Promise<{ world: EveningWorld; peer: HttpPeer; close(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), "confirming-"));
  const peer = await startHttpPeer();
  writeFileSync(join(dir, "token"), "meta-token");
  const connectors = [{ name: "wa", uses: "whatsapp_cloud", url: peer.url, account: "1065", secretFile: "token" }];
  const confirm = { by: "wa", page: "https://lentera.example/hadir" };
  writeFileSync(join(dir, "connectors.json"), JSON.stringify({ connectors, confirm }));
  const world = await openEveningWorld(engine, { connectors: join(dir, "connectors.json") });
  return {
    world,
    peer,
    async close() {
      await world.close();
      peer.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
