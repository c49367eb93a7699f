import type { DeskRow, EveningDesk } from "@mercusuar/client";
import type { ReactNode } from "react";
import { useSay } from "../../words/say.ts";
import { DeskRowItem } from "./desk-row.tsx";
import style from "./evening.module.css";

interface DeskRowsProps {
  rows: DeskRow[];
  office: EveningDesk["office"];
  /** What is told of the chosen row below it, where there is no room beside the rows. */
  under: ReactNode;
  chosen: string | undefined;
  /** The row that takes the keyboard's place; a new object each time. */
  focused: { id: string } | undefined;
  choose: (id: string) => void;
  handled: (id: string) => void;
}

/** The rows of the evening, or the good news that there are none. */
export function DeskRows({ rows, office, under, chosen, focused, choose, handled }: DeskRowsProps) {
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
        <DeskRowItem
          key={row.id}
          row={row}
          office={office}
          under={row.id === chosen && under}
          on={row.id === chosen}
          focus={focused?.id === row.id ? focused : undefined}
          choose={() => choose(row.id)}
          handled={() => handled(row.id)}
        />
      ))}
    </ul>
  );
}
