import { useState } from "react";
import { ActButton } from "../../parts/act-button.tsx";
import { Rules } from "../../parts/rules.tsx";
import { useSay } from "../../words/say.ts";
import type { LockGroup } from "./locks.ts";
import style from "./today.module.css";

/** Fields that stay shut for this purpose. "Kenapa?" names the rule and the lawful way on. */
export function LockRow({ group, purpose }: { group: LockGroup; purpose: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { labels, rule } = group;
  const name = (labels.length === 1 && labels[0]) || say("lock.several", { n: labels.length });
  return (
    <div className={style.field}>
      <span className={style.label}>{name}</span>
      <span className={style.lock}>{say("lock.closed", { purpose: withinSentence(purpose) })}</span>
      <span className={style.fieldActs}>
        <ActButton kind="quiet" label={say("lock.whyOf", { label: name })} expanded={open} onClick={() => setOpen(!open)}>
          {say("lock.why")}
        </ActButton>
      </span>
      {open && (
        <div className={style.why} role="status">
          {labels.length > 1 && <p>{labels.join(", ")}</p>}
          <Rules rules={[rule]} />
        </div>
      )}
    </div>
  );
}

/** "Menangani keluhan" becomes "menangani keluhan". */
const withinSentence = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);
