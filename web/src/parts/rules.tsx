import type { Rule } from "@mercusuar/client";
import { type Say, useSay } from "../words/say.ts";
import style from "./rules.module.css";

const OF_THE_KEEPER = new Set(["BULK", "BUDGET", "TRIES", "UNKNOWN"]);

/** Rules of the policy go by their numbers; names of others are for machines, and the keeper's limits are called what they are. */
function numberOf(id: string, say: Say): string {
  if (OF_THE_KEEPER.has(id)) return say("rules.keeper");
  return /^R\d+$/.test(id) ? say("rules.number", { id }) : "";
}

/** Every rule that decided: its sentence, the lawful way on, and its number that opens the text. */
export function Rules({ rules }: { rules: Rule[] }) {
  const say = useSay();
  return (
    <ul className={style.list}>
      {rules.map((rule) => (
        <li key={rule.id}>
          <b>{rule.text}</b> {rule.remedy} <span className={style.number}>{numberOf(rule.id, say)}</span>
        </li>
      ))}
    </ul>
  );
}
