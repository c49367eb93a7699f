import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openApp } from "../../server/src/http/app.ts";
import { startKeeper } from "../../server/src/journal/index.ts";
import { realClock } from "../../server/src/platform/clocks.ts";
import { silentLog } from "../../server/src/platform/log.ts";
import { notSignedIn } from "../../server/src/platform/signed-in.ts";
import { askCli } from "../harness/ask-cli.ts";
import { describeInBrowser, openBrowser } from "../harness/browser.ts";
import { expectAccessible } from "./visitors.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describeInBrowser("an auditor verifies an export in a browser, from a file on his own disk", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-verify-page-"));
  const at = (...path: string[]) => join(dir, ...path);
  const ask = (...args: string[]) => askCli(["journal", ...args], { data: at("data"), cwd: dir });
  const pictures = process.env.PICTURES ? join(ROOT, "docs/guides") : dir;
  const faults: string[] = [];
  let browser: Browser;
  let page: Page;
  let vkey = "";

  beforeAll(async () => {
    const built = spawnSync(process.execPath, ["web/build-if-stale.js"], { cwd: ROOT, encoding: "utf8" });
    expect(built.status, built.stdout + built.stderr).toBe(0);
    browser = await openBrowser();
    const keeper = await startKeeper({ dataDir: at("data"), keysDir: at("keys"), clock: realClock() });
    await Promise.all(Array.from({ length: 700 }, () => keeper.append({ typ: "operator", body: { command: "test" } })));
    await keeper.close();
    expect(await ask("export", "data", "--out", "ekspor")).toMatchObject({ exit: 0 });
    expect(await ask("receipt", "300", "data", "--out", "300.tlog-proof")).toMatchObject({ exit: 0 });
    vkey = readFileSync(at("ekspor", "vkey"), "utf8").trim();
  }, 180_000);
  afterEach(async () => {
    await page.context().close();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function opened(): Promise<Page> {
    page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    const own = pathToFileURL(at("ekspor", "verify.html")).href;
    // Whatever the page asks for besides itself would be a way out.
    page.on("request", (request) => request.url() !== own && faults.push(request.url()));
    await page.goto(own);
    return page;
  }

  async function served() {
    const checkSession = () => Promise.reject(notSignedIn());
    const app = await openApp({ log: silentLog(), checkSession, routes: [] });
    return { url: await app.listen({ host: "127.0.0.1", port: 0 }), close: () => app.close() };
  }

  const copyOf = (name: string): string => {
    cpSync(at("ekspor"), at(name), { recursive: true });
    return at(name);
  };

  test("a good export is whole, in both languages, and what that does not prove is said", async () => {
    await opened();
    await page.locator("#directory").setInputFiles(at("ekspor"));
    await page.getByRole("heading", { name: "Catatan akses utuh." }).waitFor();
    const text = await page.locator("#result").textContent();
    expect(text).not.toContain("The journal is whole.");
    expect(text).toContain("Kuncinya diambil dari salinan ini sendiri");
    expect(text).toContain(vkey);
    await expectAccessible(page);
    await page.getByLabel("Kunci pemeriksa").fill(vkey);
    await page.keyboard.press("Enter");
    await page.getByText("Diperiksa dengan kunci yang Anda bawa.").waitFor();
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Simpan hasil (JSON)" }).click();
    expect(JSON.parse(readFileSync(await (await saving).path(), "utf8"))).toMatchObject({ code: "OK", keyBrought: true });
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "The journal is whole." }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  });

  test("one flipped byte is found, and the first bad entry is named and shown", async () => {
    const path = join(copyOf("diubah"), "tile/entries/001");
    const bytes = readFileSync(path);
    const place = bytes.indexOf('"test"', bytes.indexOf('"test"') + 1);
    bytes[place + 1] = (bytes[place + 1] as number) ^ 1;
    writeFileSync(path, bytes);
    await opened();
    await page.locator("#directory").setInputFiles(at("diubah"));
    await page.getByRole("heading", { name: "Isi catatan akses tidak cocok dengan yang ditandatangani" }).waitFor();
    expect(await page.locator("#result code").first().textContent()).toBe("E_ROOT");
    expect(await page.locator(".place").textContent()).toBe("nomor 257");
    expect(await page.locator("#result pre").textContent()).toContain('"uest"');
    expect(await page.locator("#result").textContent()).toContain("tile/entries/001");
    await expectAccessible(page);
    await page.screenshot({ path: join(pictures, "periksa-diubah.png") });
  });

  test("what the auditor kept speaks against an older copy, and his policy asks for the witness he named", async () => {
    const keeper = await startKeeper({ dataDir: at("data"), keysDir: at("keys"), clock: realClock() });
    await keeper.append({ typ: "operator", body: { command: "test" } });
    await keeper.close();
    await opened();
    await page.locator("#kept-known").setInputFiles(at("data/journal/checkpoint"));
    await page.locator("#directory").setInputFiles(at("ekspor"));
    await page.getByRole("heading", { name: "lebih pendek daripada yang pernah ditandatangani" }).waitFor();
    await page.getByRole("button", { name: "Checkpoint yang Anda simpan: hapus" }).click();
    await page.getByRole("heading", { name: "Catatan akses utuh." }).waitFor();
    writeFileSync(at("policy.txt"), `log ${vkey}\nquorum saksi\n`);
    await page.locator("#kept-policy").setInputFiles(at("policy.txt"));
    await page.getByText("policy, line 2: saksi is not the name of a witness").waitFor();
    await page.locator("#kept-policy").setInputFiles(at("ekspor/policy.txt"));
    await page.getByText("Diperiksa dengan kunci yang Anda bawa.").waitFor();
  });

  test("a receipt alone is proved under the key he brought, and not once it is changed; a directory of something else is no journal", async () => {
    await opened();
    await page.locator("#receipt").setInputFiles(at("300.tlog-proof"));
    await page.getByText("isi kunci pemeriksa").waitFor();
    await page.getByText("journal/vkey pada server").waitFor();
    await page.getByLabel("Kunci pemeriksa").fill(vkey);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Terbukti: catatan ini ada di catatan akses." }).waitFor();
    expect(await page.locator("#result").textContent()).toContain("nomor 300");
    const text = readFileSync(at("300.tlog-proof"), "utf8");
    writeFileSync(at("lain.tlog-proof"), text.replace("index 300", "index 301"));
    await page.locator("#receipt").setInputFiles(at("lain.tlog-proof"));
    await page.getByText("Tidak terbukti.").waitFor();
    await page.locator("#directory").setInputFiles(at("data/run"));
    await page.getByText("bukan direktori catatan akses").waitFor();
  });

  test("what is dragged onto the page is taken as well, a directory and a receipt", async () => {
    await opened();
    const debug = await page.context().newCDPSession(page);
    const drag = async (path: string) => {
      for (const type of ["dragEnter", "dragOver", "drop"] as const)
        await debug.send("Input.dispatchDragEvent", { type, x: 300, y: 140, data: { items: [], files: [path], dragOperationsMask: 1 } });
    };
    await drag(at("ekspor"));
    await page.getByRole("heading", { name: "Catatan akses utuh." }).waitFor();
    await drag(at("300.tlog-proof"));
    await page.getByText("Dibandingkan dengan 1 checkpoint atau bukti yang Anda simpan.").waitFor();
  });

  test("served by the house it runs as well, under a policy that lets it load and send nothing", async () => {
    const { close, url } = await served();
    try {
      page = await (await browser.newContext()).newPage();
      page.on("console", (message) => message.type() === "error" && !/favicon/.test(message.location().url) && faults.push(message.text()));
      const answer = await page.goto(`${url}/verify.html`);
      expect(answer?.headers()["content-security-policy"]).toMatch(
        /^default-src 'none'; script-src 'sha256-\S+'; style-src 'sha256-\S+'; /,
      );
      await page.locator("#directory").setInputFiles(at("ekspor"));
      await page.getByRole("heading", { name: "Catatan akses utuh." }).waitFor();
    } finally {
      await close();
    }
  });

  test("fits a phone", async () => {
    await opened();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator("#directory").setInputFiles(at("ekspor"));
    await page.getByRole("heading", { name: "Catatan akses utuh." }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  });
});
