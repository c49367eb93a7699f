import { queries, server } from "../app/server.ts";
import { type Language, languageNow, speak, useSay } from "../words/say.ts";
import style from "./language-switch.module.css";

const NAMES: Record<Language, string> = { id: "Bahasa Indonesia", en: "English" };

/** Answers that hold texts of the server. Listings hold none: asking for them again would be one more entry in the journal. */
const TOLD = new Set(["me", "catalogue", "desk", "picture", "questions", "confirmations", "terms", "pledge", "try-it"]);

/** Before sign-in the choice lives as long as the page; afterwards the server keeps it, and texts of the server come anew in it. */
async function choose(language: Language, stored: boolean): Promise<void> {
  speak(language);
  if (!stored) return;
  await server.setLanguage(language).catch(() => undefined);
  void queries.invalidateQueries({ predicate: ({ queryKey, state }) => TOLD.has(String(queryKey[0])) || state.status === "error" });
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
