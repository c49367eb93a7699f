import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { madeUpCustomers } from "../../server/src/demo/company/customers.ts";
import { seeded } from "../../server/src/platform/chance.ts";
import { describeInBrowser, openBrowser } from "../harness/browser.ts";
import { openWebHouse, type WebHouse } from "./web-house.ts";

/** `PICTURES=1` renews the pictures of the guides; a plain run leaves the work tree as it is. */
const PICTURES = process.env.PICTURES
  ? fileURLToPath(new URL("../../docs/guides/", import.meta.url))
  : mkdtempSync(join(tmpdir(), "mercusuar-pictures-"));
const OFFICE_PC = { width: 1366, height: 768 };
/** The company that `start` shows. */
const SEED = 7;
const figure = madeUpCustomers(seeded(SEED)).find((customer) => customer.publicFigure);

describeInBrowser("the two desks of the made-up company, in a browser", () => {
  let house: WebHouse;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    [house, browser] = await Promise.all([openWebHouse(), openBrowser()]);
  }, 240_000);
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    if (!process.env.PICTURES) rmSync(PICTURES, { recursive: true, force: true });
  });

  /** A fresh browser on an office PC; whatever the page itself breaks is a fault of the test that opened it. */
  async function freshPage(viewport = OFFICE_PC): Promise<Page> {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
    });
    return page;
  }

  async function signedIn(name: string): Promise<Page> {
    const page = await freshPage();
    await page.goto(house.link(name));
    await page.getByRole("button", { name: "Saya mengerti, masuk" }).click();
    await page.getByRole("button", { name: "Keluar" }).waitFor();
    return page;
  }

  async function expectAccessible(page: Page): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
  }

  test("the door warns before anybody comes in, fits a phone and tells a wrong password from nothing else", async () => {
    const page = await freshPage({ width: 360, height: 740 });
    await page.goto(house.url);
    await page.getByText("Setiap pembukaan dicatat atas nama Anda").waitFor();
    await expectAccessible(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await page.getByLabel("Nama masuk").fill("arman");
    await page.getByLabel("Kata sandi", { exact: true }).fill("bukan sandinya");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Nama masuk atau kata sandi tidak cocok.").waitFor();
  });

  test("a sign-in link leaves no token in the address and none in the browser's storage", async () => {
    const page = await signedIn("Arman");
    expect(page.url()).not.toContain("t=");
    expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
    expect(await page.evaluate("document.cookie")).toBe("");
  });

  test("Pak Arman is greeted with what his team opened, and each unexplained look is a sentence with its day beside it", async () => {
    const page = await signedIn("Arman");
    const greeting = page.getByRole("heading", { level: 1 });
    await greeting.waitFor();
    expect(await greeting.textContent()).toMatch(
      /Arman.*tim Anda membuka \d+ data pelanggan\..*sudah jelas.*menunggu Anda, kira-kira \d+ menit\./,
    );
    const rows = page.getByRole("listitem").filter({ hasText: /^Pukul|^Mulai pukul/ });
    expect(await rows.count()).toBeGreaterThan(2);
    await page.getByRole("img", { name: /^Hari .*pembukaan data/ }).waitFor();
    expect(await page.locator("main").textContent()).not.toMatch(/\b\d{16}\b/);
    await expectAccessible(page);
    await page.screenshot({ path: join(PICTURES, "tutup-hari.png") });
  });

  test("key 1 asks the agent, and after a reload the desk still knows it", async () => {
    const page = await signedIn("Arman");
    await page.getByRole("button", { name: "Minta penjelasan" }).first().waitFor();
    const before = await page.getByText("sudah ditanya", { exact: true }).count();
    await page.keyboard.press("1");
    await page.getByText("sudah ditanya", { exact: true }).nth(before).waitFor();
    await page.reload();
    await page.getByText("sudah ditanya", { exact: true }).nth(before).waitFor();
  });

  test("the receipt of a look can be taken away as a file", async () => {
    const page = await signedIn("Arman");
    const taking = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Unduh bukti catatan/ }).click();
    const path = await (await taking).path();
    expect(readFileSync(path, "utf8")).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
  });

  test("English is one press away and stays, because the server keeps it", async () => {
    const page = await signedIn("Arman");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("link", { name: "Evening desk" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    await page.reload();
    await page.getByText(/your team opened/).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.getByRole("link", { name: "Tutup Hari" }).waitFor();
  });

  test("whoever tries what Dimas tried is refused by rule 1, and it lies on the desk", async () => {
    const page = await signedIn("Arman");
    await page.getByRole("button", { name: /^Coba sendiri/ }).click();
    const seen = page.getByRole("status").filter({ hasText: "Inilah yang dilihat" });
    await seen.getByText(/Aturan R1\b/).waitFor();
    expect(await seen.textContent()).toMatch(/Tercatat dengan nomor [\d.]+/);
    await seen.getByRole("button", { name: "Lihat barisnya" }).click();
    await page
      .getByRole("listitem")
      .filter({ has: page.locator("[aria-current=true]"), hasText: /Dimas.*ditolak/ })
      .waitFor();
    await expectAccessible(page);
  });

  test("Maria opens the next task with Enter: the name, the purpose, the trace code, and the rest masked", async () => {
    const page = await signedIn("Maria");
    await page.getByRole("list", { name: "Antrean tugas hari ini" }).getByRole("button").first().waitFor();
    await page.keyboard.press("Enter");
    const card = page.getByRole("region", { name: "Kartu data pelanggan" });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/••••.*disamarkan/);
    await card.getByRole("timer").waitFor();
    await expectAccessible(page);
    await page.screenshot({ path: join(PICTURES, "hari-ini.png") });
    await page.keyboard.press("1");
    await card.waitFor({ state: "detached" });
  });

  test("when the server falls silent the lamp goes out, says what is closed, and comes back by itself", async () => {
    const page = await signedIn("Arman");
    const lamp = page.getByRole("status").filter({ hasText: "Menara pengawas" });
    await lamp.getByText("Menara pengawas aktif").waitFor();
    await page.route("**/api/lamp", (route) => route.abort());
    await lamp.getByText("Menara pengawas padam").waitFor({ timeout: 30_000 });
    expect(await lamp.textContent()).toContain("Data pelanggan tidak dapat dibuka");
    await expectAccessible(page);
    await page.unroute("**/api/lamp");
    await lamp.getByText("Menara pengawas aktif").waitFor({ timeout: 30_000 });
  });

  test("from ringing to the first field three keys: T, Enter, Enter; and the public figure stays shut with a way on", async () => {
    const page = await signedIn("Maria");
    await page.getByText("Kuota buka data").waitFor();
    await page.keyboard.press("t");
    await page.getByLabel("Cari menurut").selectOption("customer_number");
    await page.getByLabel("Yang disebutkan pelanggan").fill(figure?.number ?? "");
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: /^Buka tugas/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    const refusal = page.getByRole("status").filter({ hasText: "tokoh publik" });
    await refusal.getByText(/Aturan R1\b/).waitFor();
    await expectAccessible(page);
  });
});
