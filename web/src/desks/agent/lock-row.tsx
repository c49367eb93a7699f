import type { Rule } from "@mercusuar/client";
import { useState } from "react";
import { ActButton } from "../../parts/act-button.tsx";
import { Rules } from "../../parts/rules.tsx";
import { useSay } from "../../words/say.ts";
import style from "./today.module.css";

/** A field that stays shut for this purpose. "Kenapa?" names the rule and the lawful way on. */
export function LockRow({ label, purpose, rule }: { label: string; purpose: string; rule: Rule | undefined }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <div className={style.field}>
      <span className={style.label}>{label}</span>
      <span className={style.lock}>{say("lock.closed", { purpose })}</span>
      <span className={style.fieldActs}>
        {rule && (
          <ActButton kind="quiet" label={say("lock.whyOf", { label })} onClick={() => setOpen(!open)}>
            {say("lock.why")}
          </ActButton>
        )}
      </span>
      {open && rule && (
        <div className={style.why} role="status">
          <Rules rules={[rule]} />
        </div>
      )}
    </div>
  );
}
