import type { Catalogue } from "@mercusuar/client";
import { useState } from "react";
import { fieldLabel, purposeLabel } from "../../app/catalogue.ts";
import { countdown } from "../../app/time.ts";
import { useNow } from "../../app/use-now.ts";
import link from "../../parts/link-button.module.css";
import { Masked } from "../../parts/masked.tsx";
import { useSay } from "../../words/say.ts";
import type { Card } from "./card-state.ts";
import { deskKeys } from "./desk-keys.ts";
import { fieldKeys } from "./field-keys.ts";
import { FieldRow } from "./field-row.tsx";
import { LockRow } from "./lock-row.tsx";
import { locksByRule } from "./locks.ts";
import { OutcomeBar } from "./outcome-bar.tsx";
import { PurposeChoice } from "./purpose-choice.tsx";
import style from "./today.module.css";
import type { CardInHand } from "./use-card.ts";
import { useInView } from "./use-in-view.ts";

interface RecordCardProps {
  hand: CardInHand;
  card: Card;
  catalogue: Catalogue | undefined;
  purposes: { id: string; label: string }[];
}

/** The task in hand: what the purpose needs, masked unless the job needs more, with the code that names this look. */
export function RecordCard({ hand, card, catalogue, purposes }: RecordCardProps) {
  const say = useSay();
  const place = useInView<HTMLElement>();
  const fields = card.look.fields.filter((field) => field.id !== "name");
  const keys = fieldKeys(
    fields.filter((field) => field.can.length > 0).map((field) => ({ id: field.id, label: fieldLabel(catalogue, field.id) })),
    Object.values(deskKeys(say)),
  );
  return (
    <section ref={place} className={style.card} aria-label={say("card.label")}>
      <CardHead hand={hand} card={card} catalogue={catalogue} purposes={purposes} />
      {card.look.warnings.map((warning) => (
        <p key={warning.rule} className={style.warning}>
          {warningText(catalogue, warning)}
        </p>
      ))}
      {fields.map((field) => (
        <FieldRow
          key={field.id}
          field={field}
          type={catalogue?.fields.find((one) => one.id === field.id)?.type}
          label={fieldLabel(catalogue, field.id)}
          hotkey={keys.get(field.id)}
          card={card}
          hand={hand}
        />
      ))}
      {locksByRule(card.look.locked, catalogue).map((group) => (
        <LockRow key={group.rule.id} group={group} purpose={purposeLabel(catalogue, card.purpose)} />
      ))}
      <OutcomeBar hand={hand} card={card} catalogue={catalogue} />
    </section>
  );
}

/** In the language in force now, which may have changed since the look. */
const warningText = (catalogue: Catalogue | undefined, { rule, text }: Card["look"]["warnings"][number]): string =>
  catalogue?.rules.find((one) => one.id === rule && one.set === "watch")?.text ?? text;

function CardHead({ hand, card, catalogue, purposes }: RecordCardProps) {
  const say = useSay();
  const [changing, change] = useState(false);
  return (
    <div className={style.head}>
      <h2 className={style.name}>
        <Masked value={card.name} />
      </h2>
      {card.origin && <span className={style.tag}>{say(`origin.${card.origin}`)}</span>}
      {changing ? (
        <PurposeChoice now={card.purpose} purposes={purposes} choose={hand.changePurpose} done={() => change(false)} />
      ) : (
        <span className={style.purpose}>
          {say("card.purpose")} <b>{purposeLabel(catalogue, card.purpose)}</b>{" "}
          <button type="button" className={link.link} onClick={() => change(true)} aria-label={say("card.changePurpose")}>
            {say("card.change")}
          </button>
        </span>
      )}
      <span className={style.mark}>
        <span>
          <small>{say("look.code")}</small>{" "}
          <span className={style.code} title={say("look.code")}>
            {card.look.code}
          </span>
        </span>
        <Closing at={card.look.closesAt} />
      </span>
    </div>
  );
}

/** How long the card stays open. */
function Closing({ at }: { at: string }) {
  const say = useSay();
  const now = useNow(1000);
  return (
    <span>
      <small>{say("card.closesIn")}</small>{" "}
      <span className={style.countdown} role="timer" aria-label={say("card.closes")}>
        {countdown(new Date(at), now)}
      </span>
    </span>
  );
}
