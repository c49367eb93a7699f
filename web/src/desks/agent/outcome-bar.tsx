import type { Catalogue } from "@mercusuar/client";
import { type Keys, useKeys } from "../../app/use-keys.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { useSay } from "../../words/say.ts";
import type { Card } from "./card-state.ts";
import { deskKeys } from "./desk-keys.ts";
import { outcomesFor } from "./outcomes.ts";
import style from "./today.module.css";
import type { CardInHand } from "./use-card.ts";

/** How the service ended, on keys 1 to 6: the evidence that explains the look is a by-product of work, not a form. */
export function OutcomeBar({ hand, card, catalogue }: { hand: CardInHand; card: Card; catalogue: Catalogue | undefined }) {
  const say = useSay();
  const outcomes = outcomesFor(card.purpose, catalogue?.outcomes ?? []);
  const { mistake } = deskKeys(say);
  const keys: Keys = { [mistake.toLowerCase()]: () => hand.end("mistake") };
  outcomes.forEach((outcome, at) => {
    keys[String(at + 1)] = () => hand.end(outcome.id);
  });
  useKeys(hand.busy ? {} : keys);
  return (
    <div className={style.outcomes}>
      <span className={style.label}>{say("outcome.label")}</span>
      {outcomes.map((outcome, at) => (
        <ActButton key={outcome.id} hotkey={String(at + 1)} disabled={hand.busy} onClick={() => hand.end(outcome.id)}>
          {outcome.label}
        </ActButton>
      ))}
      <ActButton kind="quiet" hotkey={mistake} disabled={hand.busy} onClick={() => hand.end("mistake")}>
        {say("pick.mistake")}
      </ActButton>
    </div>
  );
}
