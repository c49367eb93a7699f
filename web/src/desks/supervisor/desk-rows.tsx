import type { DeskRow, EveningDesk } from "@mercusuar/client";
import type { ReactNode } from "react";
import { serverNow } from "../../app/me.ts";
import { dayAt } from "../../app/time.ts";
import { useSay } from "../../words/say.ts";
import { DeskRowItem } from "./desk-row.tsx";
import { emptyWords } from "./empty-words.ts";
import style from "./evening.module.css";

interface DeskRowsProps {
  rows: DeskRow[];
  desk: EveningDesk;
  /** What is told of the chosen row below it, where there is no room beside the rows. */
  under: ReactNode;
  chosen: string | undefined;
  /** The row that takes the keyboard's place; a new object each time. */
  focused: { id: string } | undefined;
  choose: (id: string) => void;
  handled: (id: string) => void;
}

/** The rows of the evening, or the good news that there are none. */
export function DeskRows({ rows, desk, under, chosen, focused, choose, handled }: DeskRowsProps) {
  const say = useSay();
  if (rows.length === 0) {
    const [title, ...more] = emptyWords(desk, dayAt(serverNow(), desk.office.zone));
    return (
      <div className={style.empty} role="status">
        {say(title.word, { n: title.n })}
        {more.map((one) => (
          <p key={one.word}>{say(one.word, { n: one.n })}</p>
        ))}
      </div>
    );
  }
  return (
    <ul className={style.rows}>
      {rows.map((row) => (
        <DeskRowItem
          key={row.id}
          row={row}
          office={desk.office}
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
