import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { madeUpCustomers } from "../../server/src/demo/company/customers.ts";
import { seeded } from "../../server/src/platform/chance.ts";
import { describeInBrowser } from "../harness/browser.ts";
import { expectAccessible, openVisitors, STORY, type Visitors } from "./visitors.ts";

/** In the page: every button with a key, and its words without the key's own cap. */
const KEYS_AND_WORDS = `[...document.querySelectorAll("main button[aria-keyshortcuts]")].map((button) => {
  const words = button.cloneNode(true);
  for (const cap of words.querySelectorAll("[aria-hidden]")) cap.remove();
  return { key: button.getAttribute("aria-keyshortcuts"), words: button.getAttribute("aria-label") ?? words.textContent };
})`;
/** In the page: words of buttons that do not fit into them. */
const CUT_WORDS = `[...document.querySelectorAll("main button .mantine-Button-label")]
  .filter((words) => words.scrollWidth > words.clientWidth).map((words) => words.textContent)`;
/** The company that `start` shows. */
const SEED = 7;
const figure = madeUpCustomers(seeded(SEED)).find((customer) => customer.publicFigure);

describeInBrowser("the agent's desk of the made-up company, in a browser", STORY, () => {
  let visitors: Visitors;

  beforeAll(async () => {
    visitors = await openVisitors();
  }, 480_000);
  afterEach(async () => {
    expect(await visitors.leave()).toEqual([]);
  });
  afterAll(() => visitors?.close());

  /** On an office's screen, and on a small one. */
  async function cutWords(page: Page): Promise<string[]> {
    const cut: string[] = [];
    for (const width of [1280, 1366, 1920, 390]) {
      await page.setViewportSize({ width, height: 768 });
      cut.push(...(await page.evaluate<string[]>(CUT_WORDS)));
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    return cut;
  }

  /** Maria with the first task of her queue open. */
  async function mariaAtWork(): Promise<Page> {
    const page = await visitors.signedIn("Maria");
    await page.getByRole("list", { name: "Antrean tugas hari ini" }).getByRole("button").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Kartu data pelanggan" }).waitFor();
    return page;
  }

  test("Maria opens the next task with Enter: the name, the purpose, the trace code, and the rest masked", async () => {
    const page = await visitors.signedIn("Maria");
    await page.getByRole("list", { name: "Antrean tugas hari ini" }).getByRole("button").first().waitFor();
    await page.keyboard.press("Enter");
    const card = page.getByRole("region", { name: "Kartu data pelanggan" });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/••••.*disamarkan/);
    await card.getByRole("timer").waitFor();
    const allowed = page.getByRole("region", { name: "Yang boleh saya lakukan" });
    expect(await allowed.textContent()).toMatch(
      /Pelajari minat: (berkenan|tidak berkenan|belum ditanya)Penawaran: (berkenan|tidak berkenan|belum ditanya)/,
    );
    await expectAccessible(page);
    await page.screenshot({ path: visitors.picture("hari-ini.png") });
  });

  test("on a phone the question stands above the queue, and the card that is opened from below comes into sight", async () => {
    const page = await visitors.signedIn("Dimas");
    await page.setViewportSize({ width: 390, height: 844 });
    const queue = page.getByRole("list", { name: "Antrean tugas hari ini" });
    const question = page.getByRole("region", { name: /^Mohon penjelasan Anda/ });
    await question.waitFor();
    await queue.getByRole("button").first().waitFor();
    const top = async (part: typeof queue): Promise<number> => (await part.boundingBox())?.y ?? Number.NaN;
    expect(await top(question)).toBeLessThan(await top(queue));
    await queue.getByRole("button").last().click();
    const card = page.getByRole("region", { name: "Kartu data pelanggan" });
    await card.waitFor();
    expect(await top(card)).toBeGreaterThanOrEqual(0);
    expect(await top(card)).toBeLessThan(422);
    await expectAccessible(page);
  });

  test("an outcome can be taken back before it is recorded, without another look; then it is recorded once", async () => {
    const page = await mariaAtWork();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(new URL(request.url()).pathname.replace(/cases\/[^/]+/, "cases/:id"));
    });
    const card = page.getByRole("region", { name: "Kartu data pelanggan" });
    const code = await card.getByTitle("Kode jejak").textContent();
    await page.keyboard.press("1");
    await page.getByText("Selesai: segera dicatat.").waitFor();
    expect(await card.count()).toBe(0);
    await expectAccessible(page);
    await page.keyboard.press("u");
    await card.waitFor();
    expect([await card.getByTitle("Kode jejak").textContent(), sent]).toEqual([code, []]);
    await page.keyboard.press("2");
    await page.getByText("Tercatat: Diteruskan.").waitFor({ timeout: 20_000 });
    expect(sent).toEqual(["/api/cases/:id/outcome"]);
  });

  test("who goes on with the next task has the outcome recorded first", async () => {
    const page = await mariaAtWork();
    const recorded = page.waitForResponse((answer) => answer.url().endsWith("/outcome") && answer.ok());
    await page.keyboard.press("3");
    await page.getByText("Janji telepon: segera dicatat.").waitFor();
    await page.keyboard.press("Enter");
    await recorded;
    await page.getByRole("region", { name: "Kartu data pelanggan" }).waitFor();
  });

  test("whoever signs out leaves no outcome behind", async () => {
    const page = await mariaAtWork();
    const recorded = page.waitForResponse((answer) => answer.url().endsWith("/outcome") && answer.ok());
    await page.keyboard.press("1");
    await page.getByText("Selesai: segera dicatat.").waitFor();
    await page.getByRole("button", { name: "Keluar" }).click();
    await recorded;
    await page.waitForURL("**/masuk");
  });

  test("Ctrl K and / open the search, Esc leads back", async () => {
    const page = await visitors.signedIn("Maria");
    const given = page.getByLabel("Yang disebutkan pelanggan");
    for (const key of ["Control+k", "/"]) {
      await page.getByText("Kuota buka data").waitFor();
      await page.keyboard.press(key);
      await given.waitFor();
      expect(await given.inputValue()).toBe("");
      await page.keyboard.press("Escape");
      await given.waitFor({ state: "detached" });
    }
  });

  test("each language has keys that are letters of its own words", async () => {
    const page = await mariaAtWork();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Customer here" }).waitFor();
    const named = await page.evaluate<{ key: string; words: string }[]>(KEYS_AND_WORDS);
    const letters = named.filter(({ key }) => /^[A-Z]$/.test(key));
    expect(letters.map(({ key }) => key)).toEqual(expect.arrayContaining(["I", "C", "R", "M"]));
    expect(letters.filter(({ key, words }) => !words.toUpperCase().includes(key))).toEqual([]);
    expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length);
    await page.keyboard.press("i");
    await page.getByLabel("What the customer says").waitFor();
    await expectAccessible(page);
    expect(await cutWords(page)).toEqual([]);
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.getByRole("button", { name: "Pelanggan datang" }).waitFor();
    expect(await cutWords(page)).toEqual([]);
  });

  test("Lainnya shows its whole line with a way to send and a way back", async () => {
    const page = await visitors.signedIn("Dimas");
    const panel = page.getByRole("region", { name: /^Mohon penjelasan Anda/ });
    await panel.getByRole("button", { name: "Lainnya …" }).click();
    const send = panel.getByRole("button", { name: "Kirim" });
    const whole = await send.evaluate((button) =>
      [...button.querySelectorAll("*")].every((part) => part.scrollWidth <= part.clientWidth + 1),
    );
    expect(whole).toBe(true);
    await expectAccessible(page);
    await panel.getByLabel("Ceritakan singkat").press("Escape");
    await panel.getByRole("button", { name: "Diminta rekan" }).waitFor();
  });

  test("who is off duty reads why the queue is closed and what to do", async () => {
    const page = await visitors.signedIn("Nurul");
    const told = page.getByRole("alert").filter({ hasText: "Saat ini di luar jam dinas Anda." });
    await told.getByText(/Lanjutkan pada jam dinas berikutnya/).waitFor();
    await page.getByRole("button", { name: "Bertukar jam dinas dengan rekan" }).waitFor();
    expect(await cutWords(page)).toEqual([]);
    await expectAccessible(page);
  });

  test("R47: and, picking a reason, goes on: the queue is there, and the reason with it in the journal", async () => {
    const page = await visitors.signedIn("Nurul");
    await page.getByRole("group", { name: /^Pilih alasan/ }).waitFor();
    await page.getByRole("button", { name: "Lembur yang diminta atasan" }).click();
    await page.getByRole("alert").filter({ hasText: "di luar jam dinas" }).waitFor({ state: "detached" });
    await page
      .getByText(/Tidak ada tugas|Antrean kosong/)
      .or(page.getByRole("list", { name: "Antrean tugas hari ini" }).getByRole("button").first())
      .first()
      .waitFor();
  });

  test("from ringing to the first field three keys: T, Enter, Enter; and the public figure stays shut with a way on", async () => {
    const page = await visitors.signedIn("Maria");
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

  test("whoever is quicker than the catalogue loses no Enter: the search goes out once its purpose is known", async () => {
    const page = await visitors.signedIn("Maria");
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/catalogue*", async (route) => {
      await released;
      await route.continue();
    });
    await page.reload();
    await page.getByText("Kuota buka data").waitFor();
    await page.keyboard.press("t");
    await page.getByLabel("Cari menurut").selectOption("customer_number");
    await page.getByLabel("Yang disebutkan pelanggan").fill(figure?.number ?? "");
    await page.keyboard.press("Enter");
    release();
    await page
      .getByRole("button", { name: /^Buka tugas/ })
      .first()
      .waitFor();
  });
});
