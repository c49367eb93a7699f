import { Kbd } from "../parts/key.tsx";
import { useSay } from "../words/say.ts";
import style from "./header.module.css";

/** Asks the desk on the page to open its search; the keys `/` and Ctrl K do the same. */
export const SEARCH_ASKED = "mercusuar:search";

export function SearchHint() {
  const say = useSay();
  return (
    <button
      type="button"
      className={style.link}
      title={say("shell.searchKeys")}
      aria-keyshortcuts="/ Control+K"
      onClick={() => window.dispatchEvent(new Event(SEARCH_ASKED))}
    >
      {say("shell.search")} <Kbd night>/</Kbd>
    </button>
  );
}
