import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { madeFiles } from "./files.ts";

const committed = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const made = madeFiles();

describe("the generator", () => {
  it.each([...made.keys()])("would write %s as it lies there", (path) => {
    expect(made.get(path) === committed(path), `${path} is old: npm run vectors -w proof`).toBe(true);
  });

  it("keeps the trees small enough to carry along", () => {
    expect(committed("vectors/trees.json").length).toBeLessThan(300_000);
  });
});
