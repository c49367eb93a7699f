import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { describe } from "vitest";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of the machine's Chromium; `CHROMIUM` names another. */
export function chromiumPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.env.CHROMIUM, ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
}

/**
 * A `describe` for what needs a browser. On a machine without one its tests are skipped, aloud; under `CI=true` they
 * run and fail, so that a missing browser can never pass for a tested page.
 */
export const describeInBrowser = chromiumPath() !== undefined || process.env.CI ? describe : skipAloud();

export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("no Chromium found: install Debian's chromium, or name one in CHROMIUM");
  // Chromium's own sandbox does not start as root; the pages here are our own.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return await chromium.launch({ executablePath, args: [...args, "--disable-dev-shm-usage"] });
}

function skipAloud(): typeof describe.skip {
  console.warn("skipped: no Chromium on this machine, pages are not tested");
  return describe.skip;
}
