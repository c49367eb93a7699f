import { setupI18n } from "@lingui/core";
import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import { compileAll } from "./compile.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

export type Language = "id" | "en";
export type WordId = keyof typeof id;
export type Say = (word: WordId, values?: Record<string, string | number>) => string;

export const i18n = setupI18n({ locale: "id", messages: { id: compileAll(id), en: compileAll(en) } });

/** Switches every text on the page, and tells screen readers which voice to take. */
export function speak(language: Language): void {
  if (i18n.locale !== language) i18n.activate(language);
  document.documentElement.lang = language;
}

export const languageNow = (): Language => (i18n.locale === "en" ? "en" : "id");

/** The texts of the page in the language in force. */
export function useSay(): Say {
  const { _ } = useLingui();
  return useCallback((word, values) => _(word, values), [_]);
}
