import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { problem } from "../platform/problem.ts";
import { errorText } from "./error-text.ts";

it("tells a problem as title and detail, in both languages", () => {
  const told = problem("bad-field", { id: "Salah.", en: "Wrong." }, { detail: { id: "a: b", en: "c: d" } });
  expect(errorText(told)).toBe("Salah. a: b · Wrong. c: d");
  expect(errorText(new Error("no such file"))).toBe("no such file");
});

it("tells in both languages which file the system does not give", async () => {
  const missing = await readFile("/nowhere/map.json").catch((error: unknown) => error);
  expect(errorText(missing)).toBe("/nowhere/map.json: tidak ada · does not exist (ENOENT)");
});
