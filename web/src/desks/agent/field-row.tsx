import type { OpenedField } from "@mercusuar/client";
import { useState } from "react";
import { countdown } from "../../app/time.ts";
import { useKeys } from "../../app/use-keys.ts";
import { useNow } from "../../app/use-now.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Masked } from "../../parts/masked.tsx";
import { languageNow, useSay } from "../../words/say.ts";
import type { Card, Revealed } from "./card-state.ts";
import { MatchLine } from "./match-line.tsx";
import style from "./today.module.css";
import type { CardInHand } from "./use-card.ts";
import { valueText } from "./value-text.ts";

interface FieldRowProps {
  field: OpenedField;
  label: string;
  type: string | undefined;
  hotkey: string | undefined;
  card: Card;
  hand: CardInHand;
}

/** One field: its masked value, and either Tampilkan for some seconds or Cocokkan with what the caller says. */
export function FieldRow({ field, label, type, hotkey, card, hand }: FieldRowProps) {
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
        <Value field={field} type={type} revealed={revealed} />
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

function Value({ field, type, revealed }: { field: OpenedField; type: string | undefined; revealed: Revealed | undefined }) {
  const say = useSay();
  if (revealed) return <Open revealed={revealed} type={type} />;
  if (field.mask === "present") return <Masked value="••••••" />;
  if (field.value === "") return <span className={style.lock}>{say(field.can.includes("match") ? "field.matchOnly" : "field.empty")}</span>;
  return <Masked value={valueText(type, field.value, languageNow())} />;
}

/** Open for some seconds; under whose name is said beside it. */
function Open({ revealed, type }: { revealed: Revealed; type: string | undefined }) {
  const say = useSay();
  const now = useNow(1000);
  return (
    <>
      <b>{valueText(type, revealed.value, languageNow())}</b>{" "}
      <small className={style.amber}>
        {countdown(revealed.until, now)} · {say("field.recorded")}
      </small>
    </>
  );
}
