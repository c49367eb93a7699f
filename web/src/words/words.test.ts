import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { compile, compileAll } from "./compile.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ""))].sort();

test("both languages have the same texts, none of them empty", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
  for (const text of [...Object.values(id), ...Object.values(en)]) expect(text.trim()).not.toBe("");
});

test("a text names the same values in both languages", () => {
  for (const [key, text] of Object.entries(id)) expect([key, names(en[key as keyof typeof id])]).toEqual([key, names(text)]);
});

test("no text gives back a bare code, and none calls a person a user", () => {
  const all = [...Object.values(id), ...Object.values(en)].join(" ");
  expect(all).not.toMatch(/\b(403|404|500|503|error|user|employee|client)\b/i);
});

test("values, numbers in the reader's notation and plurals come out right", () => {
  const i18n = setupI18n({
    locale: "id",
    messages: { id: compileAll({ a: "{n#} untuk {who}" }), en: compileAll({ a: "{n#} {n|look|looks} by {who}" }) },
  });
  expect(i18n._("a", { n: 41207, who: "Rina" })).toBe("41.207 untuk Rina");
  i18n.activate("en");
  expect(i18n._("a", { n: 1, who: "Rina" })).toBe("1 look by Rina");
  expect(i18n._("a", { n: 41207, who: "Rina" })).toBe("41,207 looks by Rina");
});

test("a text without values stays one piece", () => {
  expect(compile("Hari ini selesai.")).toEqual(["Hari ini selesai."]);
});
