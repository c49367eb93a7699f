import type { DeskRow } from "@mercusuar/client";
import { serverNow } from "../../app/me.ts";
import { useSay } from "../../words/say.ts";
import { isAwaited } from "./acts.ts";
import style from "./evening.module.css";

/** What kind of row this is, by which lane it came to the desk, and how it stands: in words. Of a look that just waits nothing is said twice. */
export function RowTags({ row }: { row: DeskRow }) {
  const say = useSay();
  const state = isAwaited(row, serverNow()) ? "awaited" : row.state;
  return (
    <>
      {state !== "waiting" && (
        <span className={style.state} data-state={state}>
          {say(`state.${state}`)}
        </span>
      )}
      {row.kind !== "look" && <span className={style.state}>{say(`kind.${row.kind}`)}</span>}
      {row.lane && row.kind !== "sample" && <span className={style.state}>{say(`lane.${row.lane}`)}</span>}
    </>
  );
}
