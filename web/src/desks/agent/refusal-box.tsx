import { ProblemError } from "@mercusuar/client";
import { problemText } from "../../parts/problem-text.ts";
import { Rules } from "../../parts/rules.tsx";
import { useSay } from "../../words/say.ts";
import style from "./today.module.css";

/** What was refused, by which rules, and what to do now. Never a bare code. */
export function RefusalBox({ error }: { error: unknown }) {
  const say = useSay();
  if (error instanceof ProblemError && error.rules.length > 0) {
    return (
      <div className={style.refusal}>
        <Rules rules={error.rules} />
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
