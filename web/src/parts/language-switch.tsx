import { queries, server } from "../app/server.ts";
import { type Language, languageNow, speak, useSay } from "../words/say.ts";
import style from "./language-switch.module.css";

const NAMES: Record<Language, string> = { id: "Bahasa Indonesia", en: "English" };

/** Before sign-in the choice lives as long as the page; afterwards the server keeps it, and texts of the server come anew in it. */
async function choose(language: Language, stored: boolean): Promise<void> {
  speak(language);
  if (!stored) return;
  await server.setLanguage(language).catch(() => undefined);
  for (const key of ["me", "catalogue", "desk", "questions", "terms", "try-it"]) void queries.invalidateQueries({ queryKey: [key] });
}

export function LanguageSwitch({ stored = false }: { stored?: boolean }) {
  const say = useSay();
  return (
    <fieldset className={style.group} aria-label={say("shell.language")}>
      {(["id", "en"] as const).map((language) => (
        <button
          key={language}
          type="button"
          className={style.one}
          lang={language}
          aria-label={NAMES[language]}
          aria-pressed={languageNow() === language}
          onClick={() => void choose(language, stored)}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
