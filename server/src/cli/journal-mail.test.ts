import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type MailPeer, startMailPeer } from "../../../tests/harness/mail-peer.ts";
import { hasOpenssl } from "../../../tests/harness/time-authority.ts";
import { makeOutside, type RunningKeeper, startKeeper } from "../journal/index.ts";
import { realClock } from "../platform/clocks.ts";
import { readSettings } from "../platform/settings.ts";
import { outsideOf } from "./outside-settings.ts";
import { verifyOptions } from "./verify-options.ts";

if (!hasOpenssl) console.warn("SKIPPED: the mail server of these tests needs openssl for its certificate");

describe.skipIf(!hasOpenssl)("the checkpoint of the day by mail", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-mail-"));
  const [data, older] = [join(dir, "data"), join(dir, "older")];
  const house = { dataDir: data, keysDir: join(dir, "keys"), clock: realClock() };
  const file = (name: string, text: string): string => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  let keeper: RunningKeeper;
  let peer: MailPeer;

  beforeAll(async () => {
    keeper = await startKeeper(house);
    await keeper.close();
    cpSync(data, older, { recursive: true });
    keeper = await startKeeper(house);
  }, 60_000);
  afterEach(() => peer.close());
  afterAll(async () => {
    await keeper.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** As the settings of a house would have it. */
  function outside(server: string, more: Record<string, string> = {}, dataDir = data) {
    const flags = {
      data,
      keys: house.keysDir,
      mailCheckpointsTo: "auditor@example.com",
      mailFrom: "mercusuar@example.com",
      mailServer: server,
    };
    const ca = file("ca.pem", peer.ca);
    const settings = outsideOf(readSettings({ flags: { ...flags, mailCa: ca, ...more }, env: {}, cwd: dir }));
    return makeOutside({ keeper, dataDir, settings });
  }

  it("leaves over STARTTLS with the password of a file, once a day, and convicts an older copy as it was saved", async () => {
    peer = await startMailPeer({ password: "rahasia sekali" });
    const server = `smtp://mercusuar@localhost:${peer.port}`;
    const more = { mailPasswordFile: file("password", "rahasia sekali\n") };
    for (let start = 0; start < 2; start++) {
      const house = outside(server, more);
      await house.start();
      await house.today();
      await house.close();
      expect(house.notice()).toBeUndefined();
    }
    expect(peer.secure).toEqual([true]);
    const saved = file("surel.eml", peer.mails[0] ?? "");
    const { known = [] } = verifyOptions({ options: { known: [saved] }, file: (path) => path });
    expect(known).toHaveLength(1);
    expect(await verifyCommand(data, { known })).toMatchObject({ exit: 0 });
    expect(await verifyCommand(older, { known })).toMatchObject({ exit: 1, report: { code: "E_ROLLBACK" } });
  });

  it("is sent again at once when it is asked for", async () => {
    peer = await startMailPeer();
    expect(await outside(`smtp://localhost:${peer.port}`).mailNow()).toBeGreaterThan(0);
    expect(peer.mails).toHaveLength(1);
  });

  it("does not leave in the open, nor to a server whose certificate is not believed, nor with a wrong password", async () => {
    peer = await startMailPeer({ tls: false });
    await expect(outside(`smtp://localhost:${peer.port}`).mailNow()).rejects.toThrow("ETLS");
    expect(await outside(`smtp+plain://localhost:${peer.port}`).mailNow()).toBeGreaterThan(0);
    await peer.close();
    peer = await startMailPeer({ password: "rahasia sekali" });
    const server = `smtp://mercusuar@localhost:${peer.port}`;
    await expect(outside(server, { mailPasswordFile: file("password", "tebakan") }).mailNow()).rejects.toThrow("EAUTH");
    const own = peer.ca;
    peer.ca = "";
    await expect(outside(`smtp://localhost:${peer.port}`).mailNow()).rejects.toThrow(/ESOCKET|ETLS|SELF_SIGNED/);
    peer.ca = own;
    expect(peer.mails).toEqual([]);
  });

  it("is missed by the lamp's notice where it does not leave, without an address", async () => {
    peer = await startMailPeer();
    const alone = outside("smtp://localhost:1", {}, older);
    await alone.start();
    await alone.today();
    await alone.close();
    expect(alone.notice()?.en).toMatch(/^The mail with the checkpoint of today has not left yet \(E[A-Z]+\)/);
  });

  it.each([
    ["smtp://mercusuar:rahasia@localhost", "--mail-password-file"],
    ["smtp+plain://mercusuar@localhost", "smtp+plain"],
    ["localhost:25", "smtp://"],
  ])("is refused at the start with the server %s", async (server, remedy) => {
    peer = await startMailPeer();
    expect(() => outside(server)).toThrow(remedy);
  });
});
