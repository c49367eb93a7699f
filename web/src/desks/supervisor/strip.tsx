import type { EveningDesk } from "@mercusuar/client";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./evening.module.css";
import { stripOf } from "./strip-cells.ts";

/** The day in a row of numbers. */
export function Strip({ desk }: { desk: EveningDesk }) {
  const say = useSay();
  const locale = languageNow() === "id" ? "id-ID" : "en-GB";
  return (
    <dl className={style.strip}>
      {stripOf(desk).map((cell) => (
        <div key={cell.word}>
          <dt>{say(cell.word)}</dt>
          <dd className={cell.need ? style.need : ""}>
            {cell.value?.toLocaleString(locale, cell.share ? { style: "percent", maximumFractionDigits: 1 } : {}) ?? "–"}
          </dd>
        </div>
      ))}
    </dl>
  );
}
