import type { Rule } from "@mercusuar/client";
import { useSay } from "../words/say.ts";
import style from "./rules.module.css";

/** Every rule that decided: its sentence, the lawful way on, and its number that opens the text. */
export function Rules({ rules }: { rules: Rule[] }) {
  const say = useSay();
  return (
    <ul className={style.list}>
      {rules.map((rule) => (
        <li key={rule.id}>
          <b>{rule.text}</b> {rule.remedy}{" "}
          <span className={style.number} title={say("rules.number", { id: rule.id })}>
            {say("rules.number", { id: rule.id })}
          </span>
        </li>
      ))}
    </ul>
  );
}
