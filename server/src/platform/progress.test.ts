import { PassThrough } from "node:stream";
import { afterEach, expect, it, vi } from "vitest";
import { startProgress } from "./progress.ts";

afterEach(() => vi.useRealTimers());

it.each([
  [1_000, "baris"],
  [undefined, "baris"],
] as const)("a work of %s %s tells how far it is and how fast; how long it takes only where that is known", (total, unit) => {
  vi.useFakeTimers({ now: 0, toFake: ["Date"] });
  const out = new PassThrough({ encoding: "utf8" });
  const progress = startProgress({ out, tty: false, label: "catatan", total, unit });
  vi.setSystemTime(4_000);
  progress.to(100);
  vi.setSystemTime(10_000);
  progress.to(500);
  expect(out.read()).toBe(total ? "catatan: 500/1000 baris, 50/s, 10 s\n" : "catatan: 500 baris, 50/s\n");
});
