import type { OpenedField } from "@mercusuar/client";
import { useState } from "react";
import { countdown } from "../../app/time.ts";
import { useKeys } from "../../app/use-keys.ts";
import { useNow } from "../../app/use-now.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Masked } from "../../parts/masked.tsx";
import { useSay } from "../../words/say.ts";
import type { Card, Revealed } from "./card-state.ts";
import { MatchLine } from "./match-line.tsx";
import style from "./today.module.css";
import type { CardInHand } from "./use-card.ts";

interface FieldRowProps {
  field: OpenedField;
  label: string;
  hotkey: string | undefined;
  card: Card;
  hand: CardInHand;
}

/** One field: its masked value, and either Tampilkan for some seconds or Cocokkan with what the caller says. */
export function FieldRow({ field, label, hotkey, card, hand }: FieldRowProps) {
  const say = useSay();
  const [matching, match] = useState(false);
  const revealed = card.revealed[field.id];
  const mayReveal = field.can.includes("reveal") && !revealed;
  const mayMatch = field.can.includes("match") && !matching;
  const act = mayReveal ? () => hand.reveal(field.id) : mayMatch ? () => match(true) : undefined;
  useKeys(hotkey && act && !hand.busy ? { [hotkey.toLowerCase()]: act } : {});
  return (
    <div className={style.field}>
      <span className={style.label}>{label}</span>
      <span className={style.value}>
        {revealed ? (
          <Open revealed={revealed} />
        ) : field.value === null ? (
          <span className={style.lock}>{say("field.matchOnly")}</span>
        ) : (
          <Masked value={field.value} />
        )}
      </span>
      <span className={style.fieldActs}>
        {mayReveal && (
          <ActButton hotkey={hotkey} disabled={hand.busy} label={say("field.revealOf", { label })} onClick={() => hand.reveal(field.id)}>
            {say("field.reveal")}
          </ActButton>
        )}
        {mayMatch && (
          <ActButton
            hotkey={mayReveal ? undefined : hotkey}
            disabled={hand.busy}
            label={say("field.matchOf", { label })}
            onClick={() => match(true)}
          >
            {say("field.match")}
          </ActButton>
        )}
      </span>
      {matching && <MatchLine card={card} field={field.id} label={label} close={() => match(false)} />}
    </div>
  );
}

function Open({ revealed }: { revealed: Revealed }) {
  const say = useSay();
  const now = useNow(1000);
  return (
    <>
      <b>{revealed.value}</b>{" "}
      <small className={style.amber}>
        {countdown(revealed.until, now)} · {say("field.recorded")}
      </small>
    </>
  );
}
