import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { hasOpenssl, startTimeAuthority, type TimeAuthority } from "../../../tests/harness/time-authority.ts";
import { exportJournal, makeOutside, type RunningKeeper, startKeeper } from "../journal/index.ts";
import { realClock } from "../platform/clocks.ts";

if (!hasOpenssl) console.warn("SKIPPED: time stamps (RFC 3161) need openssl, which this machine does not have");

describe.skipIf(!hasOpenssl)("a checkpoint that an authority outside has stamped", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-stamp-"));
  const [data, older, stamps] = [join(dir, "data"), join(dir, "older"), join(dir, "data", "journal", "stamps")];
  let authority: TimeAuthority;
  let stranger: TimeAuthority;
  let keeper: RunningKeeper;
  const open = async () => {
    keeper = await startKeeper({ dataDir: data, keysDir: join(dir, "keys"), clock: realClock() });
  };
  const outside = (ca = authority.ca) => makeOutside({ keeper, dataDir: data, settings: { timeStamps: { url: authority.url, ca } } });

  beforeAll(async () => {
    [authority, stranger] = await Promise.all([startTimeAuthority(), startTimeAuthority()]);
    await open();
    await keeper.close();
    cpSync(data, older, { recursive: true });
    await open();
  }, 60_000);
  afterAll(async () => {
    await keeper.close();
    await Promise.all([authority.close(), stranger.close()]);
    rmSync(dir, { recursive: true, force: true });
  });

  const verify = (at: string, ...more: string[]) => askCli(["journal", "verify", at, ...more], { data, cwd: dir });

  it("is stamped once a day, and its token is kept once it was verified", async () => {
    const daily = outside();
    await daily.start();
    await daily.today();
    await daily.close();
    const [note = "", token = ""] = readdirSync(stamps).sort();
    expect([note, token]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d-\d+\.checkpoint$/), note.replace("checkpoint", "tsr")]);
    expect(daily.stamped()).toMatchObject({ last: expect.any(Date), here: true });
    const again = outside();
    await again.start();
    await again.today();
    await again.close();
    expect(authority.asked).toBe(1);
  });

  it("is told by journal verify, with the authority's time; without its certificate as not checked", async () => {
    expect(await verify(data, "--time-stamp-ca", authority.ca)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/cap waktu sah · time stamps that hold: 1\/1: \d{4}-.*Z \(\d+\)/),
    });
    expect(await verify(data)).toMatchObject({ exit: 0, out: expect.stringContaining("--time-stamp-ca") });
    expect(await verify(data, "--time-stamp-ca", stranger.ca)).toMatchObject({ exit: 2, out: expect.stringContaining("E_STAMP") });
  });

  it("convicts an older copy of the journal that lies beside it", async () => {
    cpSync(stamps, join(older, "journal", "stamps"), { recursive: true });
    const { exit, out } = await verify(older, "--time-stamp-ca", authority.ca);
    expect([exit, out]).toEqual([1, expect.stringMatching(/E_ROLLBACK[\s\S]*stamps\/[\d-]+\.checkpoint/)]);
  });

  it("travels with an export", async () => {
    const to = join(dir, "export");
    await exportJournal({ from: data, to, tools: new Map(), now: new Date(0) });
    expect(await verify(to, "--time-stamp-ca", authority.ca)).toMatchObject({ exit: 0, out: expect.stringContaining("1/1") });
  });

  it("cannot be exchanged for another one under the same token", async () => {
    const [note = ""] = readdirSync(join(dir, "export", "stamps"));
    const path = join(dir, "export", "stamps", note);
    writeFileSync(path, readFileSync(path, "utf8").replace("\n", "x\n"));
    expect(await verify(join(dir, "export"), "--time-stamp-ca", authority.ca)).toMatchObject({
      exit: 2,
      out: expect.stringContaining("E_STAMP"),
    });
  });

  it("is not taken for stamped when the answer belongs to another request, or comes from an authority that is not believed", async () => {
    await keeper.append({ typ: "operator", body: { command: "test" } });
    authority.replay = true;
    await expect(outside().stampNow()).rejects.toThrow("openssl ts -verify: message imprint mismatch");
    authority.replay = false;
    await expect(outside(stranger.ca).stampNow()).rejects.toThrow("openssl ts -verify");
    expect(readdirSync(stamps)).toHaveLength(2);
  });

  it("lets the journal go on where no authority answers, and says what is missing", async () => {
    const alone = makeOutside({ keeper, dataDir: older, settings: { timeStamps: { url: "http://127.0.0.1:1/", ca: stranger.ca } } });
    await alone.start();
    await alone.today();
    await alone.close();
    expect(alone.notice()).toMatchObject({ id: expect.stringContaining("ECONNREFUSED") });
  });
});
