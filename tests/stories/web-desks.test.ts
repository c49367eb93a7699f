import { readFileSync } from "node:fs";
import { parseCheckpoint, parseNote, savedNotes } from "@mercusuar/proof";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { describeInBrowser } from "../harness/browser.ts";
import { expectAccessible, openVisitors, STORY, type Visitors } from "./visitors.ts";

const inFocus = (part: { matches(selector: string): boolean }): boolean => part.matches(":focus");

describeInBrowser("the door and the supervisor's desk of the made-up company, in a browser", STORY, () => {
  let visitors: Visitors;

  beforeAll(async () => {
    visitors = await openVisitors();
  }, 480_000);
  afterEach(async () => {
    expect(await visitors.leave()).toEqual([]);
  });
  afterAll(() => visitors?.close());

  test("the door warns before anybody comes in, fits a phone and tells a wrong password from nothing else", async () => {
    const page = await visitors.freshPage({ width: 360, height: 740 });
    await page.goto(visitors.house.url);
    await page.getByText("Setiap pembukaan dicatat atas nama Anda").waitFor();
    await expectAccessible(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await page.getByLabel("Nama masuk").fill("arman");
    await page.getByLabel("Kata sandi", { exact: true }).fill("bukan sandinya");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Nama masuk atau kata sandi tidak cocok.").waitFor();
  });

  test("a sign-in link leaves no token in the address and none in the browser's storage", async () => {
    const page = await visitors.signedIn("Arman");
    expect(page.url()).not.toContain("t=");
    expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
    expect(await page.evaluate("document.cookie")).toBe("");
  });

  test("whoever came by a link sets a password, comes in with it, and changes it only by knowing it", async () => {
    const page = await visitors.signedIn("Endah");
    await page.getByRole("link", { name: "Buat kata sandi" }).click();
    await page.getByText("Anda masuk dengan tautan.").waitFor();
    expect(await page.title()).toBe("Kata sandi Anda · Mercusuar");
    const write = async (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
    const save = () => page.getByRole("button", { name: "Simpan kata sandi" }).click();
    const give = async (password: string, repeat = password) => {
      await write("Kata sandi baru", password);
      await write("Ulangi kata sandi baru", repeat);
      await save();
    };
    await give("laut biru sekali", "laut biru sekal1");
    const repeated = page.getByLabel("Ulangi kata sandi baru", { exact: true });
    await page.getByText("Kedua isian kata sandi baru tidak sama.").waitFor();
    expect([await repeated.getAttribute("aria-invalid"), await repeated.evaluate(inFocus)]).toEqual(["true", true]);
    await expectAccessible(page);
    for (const wrong of ["9 karakte", "x".repeat(201)]) {
      await give(wrong);
      await page.getByRole("alert").getByText("Kata sandi terdiri atas 10 sampai 200 karakter.").waitFor();
      expect(await page.getByRole("button", { name: "Simpan kata sandi" }).evaluate(inFocus)).toBe(true);
    }
    await expectAccessible(page);
    await give("laut biru sekali");
    await page.getByText("Kata sandi Anda tersimpan.").waitFor();

    await write("Kata sandi lama", "bukan yang itu");
    await give("gunung hijau sekali");
    await page.getByRole("alert").getByText("Kata sandi lama tidak cocok.").waitFor();
    await write("Kata sandi lama", "laut biru sekali");
    await give("gunung hijau sekali");
    await page.getByText("Kata sandi Anda tersimpan.").waitFor();
    expect(await page.locator("input[autocomplete=username]").inputValue()).toBe("endah");
    await page.getByLabel("Kata sandi lama", { exact: true }).focus();
    await page.keyboard.press("Tab");
    expect(await page.getByRole("button", { name: "Tampilkan kata sandi lama", exact: true }).evaluate(inFocus)).toBe(true);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await page.getByRole("link", { name: "Mercusuar" }).click();
    await page.getByRole("heading", { level: 1, name: "Meja kerja untuk fungsi Anda belum ada di versi ini." }).waitFor();
    expect(await page.title()).toBe("Meja kerja · Mercusuar");
    await page.getByRole("button", { name: "Keluar" }).click();
    await write("Nama masuk", "endah");
    await write("Kata sandi", "gunung hijau sekali");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Keluar" }).waitFor();
    expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
  });

  test("Pak Arman is greeted with what his team opened, and each unexplained look is a sentence with its day beside it", async () => {
    const page = await visitors.signedIn("Arman");
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
    // The picture ends below a whole row.
    const ends = (await rows.all()).map(async (row) => (await row.boundingBox()) ?? { y: 0, height: 0 });
    const whole = (await Promise.all(ends)).map(({ y, height }) => y + height).filter((end) => end <= 768);
    const clip = { x: 0, y: 0, width: 1366, height: Math.ceil(Math.max(...whole)) };
    await page.screenshot({ path: visitors.picture("tutup-hari.png"), clip });
  });

  test("the evening desk fits a phone: nothing on it lies beyond the edge", async () => {
    const page = await visitors.signedIn("Arman");
    await page.setViewportSize({ width: 360, height: 740 });
    await page
      .getByRole("listitem")
      .filter({ hasText: /^Pukul/ })
      .first()
      .waitFor();
    const widest = await page.evaluate("Math.max(...[...document.querySelectorAll('main *')].map((e) => e.getBoundingClientRect().right))");
    expect(widest).toBeLessThanOrEqual(360);
  });

  test("the whole row selects it: its reasons and what is said of its kind as well as its sentence", async () => {
    const page = await visitors.signedIn("Arman");
    const rows = page.getByRole("listitem").filter({ has: page.locator("button[aria-current]") });
    const reasons = rows.filter({ has: page.locator("button[aria-current=false]") }).locator("p");
    await reasons.first().waitFor();
    const text = await reasons.first().textContent();
    const box = await reasons.first().boundingBox();
    await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 8);
    await rows
      .filter({ has: page.locator("button[aria-current=true]") })
      .filter({ hasText: text ?? "" })
      .waitFor();
    // The acts of the chosen row lie above it.
    await page
      .getByRole("button", { name: /^Terima (tanpa )?penjelasan/ })
      .first()
      .click();
    await page.getByLabel("Mengapa ini dapat diterima? (boleh kosong)").waitFor();
    await expectAccessible(page);
  });

  test("a date that is none, and one that has not come, are said as that, and today is one press away", async () => {
    const page = await visitors.signedIn("Arman");
    await page.getByRole("heading", { level: 1 }).waitFor();
    const at = (date: string) => new URL(`/tutup-hari?tanggal=${date}`, page.url()).href;
    await page.goto(at("2026-13-45"));
    await page.getByText("Tanggal pada alamat halaman ini tidak ada di kalender.").waitFor();
    await page.locator("button[aria-current=true]").waitFor();
    await page.goto(at("2030-01-01"));
    await page.getByText("Hari itu belum tiba").waitFor();
    await page.getByRole("button", { name: "Ke hari ini" }).click();
    await page.locator("button[aria-current=true]").waitFor();
  });

  test("key 1 asks the agent of a refusal, the keyboard goes on with the next row, and after a reload the desk still knows it", async () => {
    const page = await visitors.signedIn("Arman");
    const refusals = page.getByRole("listitem").filter({ hasText: /dan ditolak\./ });
    const asked = page.getByText("sudah ditanya", { exact: true });
    await refusals.first().getByRole("button").first().click();
    await page.getByRole("button", { name: "Minta penjelasan" }).waitFor();
    const before = await asked.count();
    await page.keyboard.press("1");
    await asked.nth(before).waitFor();
    const place = page.locator("li button[aria-current=true]");
    await place.and(page.locator(":focus")).waitFor();
    expect(await place.textContent()).not.toBe(await refusals.first().getByRole("button").first().textContent());
    await page.reload();
    await asked.nth(before).waitFor();
  });

  test("whose answer is still waited for is said before his row is accepted, and Esc takes it back; it cannot be taken further yet", async () => {
    const page = await visitors.signedIn("Arman");
    const awaited = page.getByRole("listitem").filter({ has: page.getByText("jawaban ditunggu", { exact: true }) });
    await awaited.first().getByRole("button").first().click();
    for (const key of ["2", "3"]) {
      await page.keyboard.press(key);
      await page.getByText(/masih punya waktu sampai .* untuk menjawab\./).waitFor();
      await page.keyboard.press("Escape");
      await page.getByText(/masih punya waktu sampai/).waitFor({ state: "detached" });
    }
    await page.keyboard.press("4");
    await page.waitForTimeout(300);
    expect(await page.getByText(/Apa yang perlu ditindaklanjuti/).count()).toBe(0);
    await expectAccessible(page);
  });

  test("what is no look is named by its kind, in both languages", async () => {
    const page = await visitors.signedIn("Arman");
    await page.getByText("penolakan", { exact: true }).first().waitFor();
    await page.getByText("pola beberapa pembukaan", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("refusal", { exact: true }).first().waitFor();
    await page.getByText("pattern of several looks", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.getByText("penolakan", { exact: true }).first().waitFor();
  });

  test("the evening's checkpoint is a code to be photographed, and the same as a file that the verifier takes", async () => {
    const page = await visitors.signedIn("Arman");
    await page.getByText("Segel catatan akses, untuk disimpan pihak luar").click();
    const code = page.getByRole("img", { name: /^Kode QR segel catatan akses, \d+ catatan/ });
    await code.scrollIntoViewIfNeeded();
    expect((await code.boundingBox())?.width).toBeGreaterThan(250);
    await expectAccessible(page);
    const taking = page.waitForEvent("download");
    await page.getByRole("button", { name: "unduh sebagai berkas" }).click();
    const [note = ""] = savedNotes(readFileSync(await (await taking).path(), "utf8"));
    const { size = 0 } = parseCheckpoint(parseNote(note)?.text ?? "") ?? {};
    expect(await code.getAttribute("aria-label")).toContain(`${size} catatan`);
  });

  test("the receipt of a look can be taken away as a file", async () => {
    const page = await visitors.signedIn("Arman");
    const taking = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Unduh bukti catatan/ }).click();
    const path = await (await taking).path();
    expect(readFileSync(path, "utf8")).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
  });

  test("English is one press away and stays, because the server keeps it", async () => {
    const page = await visitors.signedIn("Arman");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("link", { name: "Evening desk" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    await page.reload();
    await page.getByText(/your team opened/).waitFor({ timeout: 90_000 });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.getByRole("link", { name: "Tutup Hari" }).waitFor();
  }, 150_000);

  test("whoever tries what Dimas tried is refused by rule 1, and it lies on the desk", async () => {
    const page = await visitors.signedIn("Arman");
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

  test("an agent may not try it: the entry would stand in another's name", async () => {
    const page = await visitors.signedIn("Nurul");
    const answers = await page.evaluate(`Promise.all([
      fetch("/api/try-it"),
      fetch("/api/try-it", { method: "POST", headers: { "x-mercusuar": "1" } }),
    ]).then((all) => all.map(({ status }) => status))`);
    expect(answers).toEqual([404, 404]);
  });

  test("when the server falls silent the lamp goes out, says what is closed, and comes back by itself", async () => {
    const page = await visitors.signedIn("Arman");
    const lamp = page.getByRole("status").filter({ hasText: "Menara pengawas" });
    await lamp.getByText("Menara pengawas aktif").waitFor();
    let asked = 0;
    await page.route("**/api/lamp", (route) => {
      asked++;
      return route.abort();
    });
    await lamp.getByText("Menara pengawas padam").waitFor({ timeout: 30_000 });
    expect(await lamp.textContent()).toContain("Data pelanggan tidak dapat dibuka");
    await expectAccessible(page);
    // Once a beat, and not without a pause.
    expect(asked).toBeLessThan(4);
    await page.unroute("**/api/lamp");
    await expect.poll(() => lamp.textContent(), { timeout: 30_000 }).toContain("Menara pengawas aktif");
  });

  test("an address of another desk leads to one's own", async () => {
    const supervisor = await visitors.signedIn("Arman");
    await supervisor.goto(`${visitors.house.url}/hari-ini`);
    await supervisor.waitForURL("**/tutup-hari");
    const agent = await visitors.signedIn("Maria");
    await agent.goto(`${visitors.house.url}/tutup-hari`);
    await agent.waitForURL("**/hari-ini");
  });

  test("in English the day and the look beside the row are English at once, without a reload", async () => {
    const page = await visitors.signedIn("Arman");
    const looks = page.getByRole("listitem").filter({ has: page.getByText("jawaban ditunggu", { exact: true }) });
    await looks.first().getByRole("button").first().click();
    await page.getByRole("region", { name: "Pembukaan ini" }).getByText("Keperluan").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    const look = page.getByRole("region", { name: "This look" });
    await look.getByText(/\b(Name|Telephone)\b/).waitFor();
    expect(await look.textContent()).not.toMatch(/Telepon\b|Surel|Nama\b|Penawaran|Menangani|Memenuhi|Penagihan/);
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.getByRole("region", { name: "Pembukaan ini" }).waitFor();
  });

  test("HR and the officer have no desk yet, and read what they can do without one, in both languages", async () => {
    const hr = await visitors.signedIn("Endah");
    await hr.getByRole("heading", { level: 1, name: "Meja kerja untuk fungsi Anda belum ada di versi ini." }).waitFor();
    await hr.getByText("npx mercusuar import people FILE.csv").waitFor();
    expect(await hr.locator("main").textContent()).not.toContain("/api/trail");
    await expectAccessible(hr);
    const officer = await visitors.signedIn("Ratna");
    await officer.getByText("GET /api/trail/customers/{id}?from={from}&to={to}").waitFor();
    await officer.getByRole("button", { name: "English" }).click();
    await officer.getByText("Who opened a customer's data, when and what for").waitFor();
    await expectAccessible(officer);
  });
});
