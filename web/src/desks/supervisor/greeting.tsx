import type { EveningDesk } from "@mercusuar/client";
import { serverNow } from "../../app/me.ts";
import { longDay, partOfDay } from "../../app/time.ts";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./evening.module.css";
import { looksPieces, waitingWord } from "./greeting-pieces.ts";

/** The line that tells the whole evening before anything is pressed: looks add up, and rows that are no looks are named apart. */
export function Greeting({ desk, name, today }: { desk: EveningDesk; name: string; today: boolean }) {
  const say = useSay();
  const { looks, listings, waitingRows: rows, waitingOthers: others, minutes } = desk.greeting;
  const hello = say(`greeting.${partOfDay(serverNow(), desk.office.zone)}`, { name });
  const when = today ? say("greeting.today") : say("greeting.day", { day: longDay(desk.date, languageNow()) });
  const pieces = looksPieces(desk.greeting).map(({ word, n }) => say(word, { n }));
  const waiting = waitingWord(desk.greeting);
  return (
    <h1 className={style.greeting}>
      {hello} {say("greeting.opened", { when, looks })} {pieces.length > 0 && `${pieces.join(", ")}. `}
      {listings > 0 && <span className={style.apart}>{say("greeting.listings", { n: listings })} </span>}
      {waiting ? <em>{say(waiting, { rows, others, minutes })}</em> : say("greeting.done")}
    </h1>
  );
}
