import type { DeskRow } from "@mercusuar/client";
import { useSay } from "../../words/say.ts";
import { DeskRowItem } from "./desk-row.tsx";
import style from "./evening.module.css";

/** The rows of the evening, or the good news that there are none. */
export function DeskRows({ rows, chosen, choose }: { rows: DeskRow[]; chosen: string | undefined; choose: (id: string) => void }) {
  const say = useSay();
  if (rows.length === 0) {
    return (
      <div className={style.empty} role="status">
        {say("rows.empty")}
        <p>{say("rows.emptyMore")}</p>
      </div>
    );
  }
  return (
    <ul className={style.rows}>
      {rows.map((row) => (
        <DeskRowItem key={row.id} row={row} on={row.id === chosen} choose={() => choose(row.id)} />
      ))}
    </ul>
  );
}
