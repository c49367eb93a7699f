import { type PickableReason, ProblemError } from "@mercusuar/client";
import { ActButton } from "../../parts/act-button.tsx";
import { problemText } from "../../parts/problem-text.ts";
import { Rules } from "../../parts/rules.tsx";
import { useSay } from "../../words/say.ts";
import style from "./today.module.css";

/** What was refused, by which rules, and what to do now: where a rule asks for a reason (R47), the reasons to pick. Never a bare code. */
export function RefusalBox({ error, again }: { error: unknown; again?: ((reason: string) => void) | undefined }) {
  const say = useSay();
  if (error instanceof ProblemError && error.rules.length > 0) {
    return (
      <div className={style.refusal}>
        <Rules rules={error.rules} />
        {again && <ReasonChoice reasons={error.reasons} pick={again} />}
        {error.entry !== undefined && <p className={style.small}>{say("refusal.recorded", { n: error.entry })}</p>}
      </div>
    );
  }
  const { title, remedy } = problemText(error, say);
  return (
    <div className={style.refusal}>
      <b>{title}</b>
      {remedy && <p>{remedy}</p>}
    </div>
  );
}

/** Picking one asks the same thing again; the entry says which was picked, and the evening reads it. */
function ReasonChoice({ reasons, pick }: { reasons: readonly PickableReason[]; pick: (reason: string) => void }) {
  const say = useSay();
  if (reasons.length === 0) return null;
  return (
    <fieldset className={style.reasons}>
      <legend>{say("refusal.pickReason")}</legend>
      {reasons.map(({ id, text }) => (
        <ActButton key={id} wide onClick={() => pick(id)}>
          {text}
        </ActButton>
      ))}
    </fieldset>
  );
}
