import { problemText } from "../parts/problem-text.ts";
import { useSay } from "../words/say.ts";
import style from "./door.module.css";

/** Why the door stays shut, told to screen readers as well. */
export function DoorProblem({ error }: { error: unknown }) {
  const say = useSay();
  const told = error ? problemText(error, say) : undefined;
  return (
    <div role="alert">
      {told && (
        <p className={style.refused}>
          <b>{told.title}</b> {told.remedy}
        </p>
      )}
    </div>
  );
}
