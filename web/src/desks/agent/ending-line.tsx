import type { Catalogue } from "@mercusuar/client";
import { useKeys } from "../../app/use-keys.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { useSay } from "../../words/say.ts";
import { deskKeys } from "./desk-keys.ts";
import style from "./today.module.css";
import type { CardInHand } from "./use-card.ts";

/** What became of the last outcome: still to be taken back for some seconds, then recorded. */
export function EndingLine({ hand, catalogue }: { hand: CardInHand; catalogue: Catalogue | undefined }) {
  const say = useSay();
  const { ending } = hand;
  const key = deskKeys(say).undo;
  const held = ending?.step === "held";
  useKeys(held ? { [key.toLowerCase()]: hand.undo } : {});
  const outcome = catalogue?.outcomes.find((one) => one.id === ending?.outcome)?.label ?? "";
  return (
    <div role="status" className={style.ending}>
      {ending && <span>{say(ending.step === "recorded" ? "ending.recorded" : "ending.held", { outcome })}</span>}
      {held && (
        <ActButton hotkey={key} onClick={hand.undo}>
          {say("ending.undo")}
        </ActButton>
      )}
    </div>
  );
}
