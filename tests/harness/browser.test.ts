import { expect, it } from "vitest";
import { describeInBrowser, openBrowser } from "./browser.ts";

describeInBrowser("the browser of the machine", () => {
  it("opens a page and reads it", async () => {
    const browser = await openBrowser();
    const page = await browser.newPage();
    await page.setContent("<h1>Selamat sore</h1>");
    expect(await page.textContent("h1")).toBe("Selamat sore");
    await browser.close();
  });
});
