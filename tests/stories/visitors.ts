import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { openWebHouse, type WebHouse } from "./web-house.ts";

/** How long a page may be waited for, in ms, and how long a whole test. */
const PATIENCE = 50_000;
export const STORY = { timeout: 150_000 };
const OFFICE_PC = { width: 1366, height: 768 };

/** People in front of the pages of one made-up company, each in a browser of his own. */
export interface Visitors {
  house: WebHouse;
  /** File for a picture of the guides; a plain run puts it aside. */
  picture(name: string): string;
  /** Whatever the page itself breaks is a fault of the test that opened it: see `leave`. */
  freshPage(viewport?: { width: number; height: number }): Promise<Page>;
  /** Signs in by the printed link of somebody. */
  signedIn(name: string): Promise<Page>;
  /** Closes the browsers and gives what broke in them. */
  leave(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openVisitors(): Promise<Visitors> {
  const [house, browser] = await Promise.all([openWebHouse(), openBrowser()]);
  // `PICTURES=1` renews the pictures of the guides; a plain run leaves the work tree as it is.
  const kept = process.env.PICTURES ? fileURLToPath(new URL("../../docs/guides/", import.meta.url)) : undefined;
  const pictures = kept ?? mkdtempSync(join(tmpdir(), "mercusuar-pictures-"));
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  const freshPage: Visitors["freshPage"] = async (viewport = OFFICE_PC) => {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    // A machine that others load answers late, and is not wrong: a page that never answers fails all the same.
    context.setDefaultTimeout(PATIENCE);
    contexts.push(context);
    return watched(await context.newPage(), faults);
  };
  return {
    house,
    picture: (name) => join(pictures, name),
    freshPage,
    async signedIn(name) {
      const page = await freshPage();
      await page.goto(house.link(name));
      await page.getByRole("button", { name: "Saya mengerti, masuk" }).click();
      await page.getByRole("button", { name: "Keluar" }).waitFor();
      return page;
    },
    async leave() {
      for (const context of contexts.splice(0)) await context.close();
      return faults.splice(0);
    },
    close: () => closed(browser, house, kept ? undefined : pictures),
  };
}

function watched(page: Page, faults: string[]): Page {
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  return page;
}

async function closed(browser: Browser, house: WebHouse, pictures: string | undefined): Promise<void> {
  await browser.close();
  await house.close();
  if (pictures) rmSync(pictures, { recursive: true, force: true });
}

/** WCAG 2.2 AA as far as a program can judge it. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
}
