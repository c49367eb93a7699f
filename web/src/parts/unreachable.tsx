import { useSay } from "../words/say.ts";
import { ActButton } from "./act-button.tsx";
import { problemText } from "./problem-text.ts";
import style from "./unreachable.module.css";

/** The page could not be filled: says why and offers to try again. */
export function Unreachable({ error, retry }: { error: unknown; retry: () => void }) {
  const say = useSay();
  const { title, remedy } = problemText(error, say);
  return (
    <main className={style.page}>
      <div role="alert">
        <h1 className={style.title}>{title}</h1>
        <p>{remedy}</p>
      </div>
      <ActButton onClick={retry}>{say("shell.again")}</ActButton>
    </main>
  );
}
