import type { EveningDesk } from "@mercusuar/client";
import { serverNow } from "../../app/me.ts";
import { longDay, partOfDay } from "../../app/time.ts";
import { languageNow, useSay } from "../../words/say.ts";
import style from "./evening.module.css";

/** The line that tells the whole evening before anything is pressed. */
export function Greeting({ desk, name, today }: { desk: EveningDesk; name: string; today: boolean }) {
  const say = useSay();
  const { looks, clear, answered, waiting, minutes } = desk.greeting;
  const hello = say(`greeting.${partOfDay(serverNow(), desk.office.zone)}`, { name });
  const when = today ? say("greeting.today") : say("greeting.day", { day: longDay(desk.date, languageNow()) });
  return (
    <h1 className={style.greeting}>
      {hello} {say("greeting.opened", { when, looks })}{" "}
      {say(answered > 0 ? "greeting.clearAnswered" : "greeting.clear", { clear, answered })}{" "}
      {waiting > 0 ? <em>{say("greeting.waiting", { waiting, minutes })}</em> : say("greeting.done")}
    </h1>
  );
}
