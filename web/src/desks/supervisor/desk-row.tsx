import type { DeskAct, DeskRow, EveningDesk } from "@mercusuar/client";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { serverNow } from "../../app/me.ts";
import { asking, server } from "../../app/server.ts";
import { type Keys, useKeys } from "../../app/use-keys.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { problemText } from "../../parts/problem-text.ts";
import { Sentence } from "../../parts/sentence.tsx";
import { useSay, type WordId } from "../../words/say.ts";
import { actsOf, isAwaited, isOpen } from "./acts.ts";
import style from "./evening.module.css";
import { type NotedAct, NoteLine } from "./note-line.tsx";
import { rememberRow } from "./remember-row.ts";
import { RowTags } from "./row-tags.tsx";

interface DeskRowProps {
  row: DeskRow;
  office: EveningDesk["office"];
  on: boolean;
  /** Set anew each time when the keyboard's place moves here. */
  focus: object | undefined;
  choose: () => void;
  /** The server has taken what was answered to this row. */
  handled: () => void;
  /** The person's day and the look, where there is no room beside. */
  under?: ReactNode;
}

/** One unexplained look as a sentence, its reasons as numbers, and what the supervisor may answer. */
export function DeskRowItem({ row, office, on, focus, choose, handled, under }: DeskRowProps) {
  const say = useSay();
  const place = useRef<HTMLLIElement>(null);
  const sentence = useRef<HTMLButtonElement>(null);
  const [noting, note] = useState<Noted>();
  const deciding = useMutation({
    mutationFn: (given: { act: DeskAct; note?: string }) => asking(server.decide(row.id, given)),
    onSuccess: (answer) => {
      note(undefined);
      rememberRow(answer.row);
      handled();
    },
  });
  useEffect(() => {
    if (on) place.current?.scrollIntoView({ block: "nearest" });
  }, [on]);
  useEffect(() => {
    if (focus) sentence.current?.focus({ preventScroll: true });
  }, [focus]);
  const press: Press = (one) => {
    choose();
    if (deciding.isPending) return;
    // Nobody is judged unheard by one key: whose answer is still waited for, the page says so first.
    if (one.act === "accept" || one.act === "follow" || (one.act === "mistake" && isAwaited(row, serverNow())))
      note({ act: one.act, word: one.word });
    else deciding.mutate({ act: one.act });
  };
  const failed = deciding.isError ? problemText(deciding.error, say) : undefined;
  return (
    <li ref={place} className={`${style.row} ${isOpen(row) ? "" : style.done} ${on ? (isOpen(row) ? style.on : style.onDone) : ""}`}>
      {on && <RowKeys acts={actsOf(row)} press={press} back={() => note(undefined)} />}
      <button ref={sentence} type="button" className={style.sentence} onClick={choose} aria-current={on}>
        <Sentence text={row.sentence} strong={[clockOf(row.time), row.person.name, row.customer?.name ?? ""]} />
      </button>
      {row.why.length > 0 && <p className={style.why}>{row.why.join(" ")}</p>}
      <div className={style.acts}>
        <RowTags row={row} />
        {on && !noting && <ActButtons row={row} busy={deciding.isPending} press={press} />}
      </div>
      {noting && (
        <NoteLine
          {...noting}
          row={row}
          office={office}
          busy={deciding.isPending}
          cancel={() => note(undefined)}
          send={(text) => deciding.mutate({ act: noting.act, ...(text ? { note: text } : {}) })}
        />
      )}
      {failed && (
        <p role="alert" className={style.refused}>
          <b>{failed.title}</b> {failed.remedy}
        </p>
      )}
      {under}
    </li>
  );
}

type Press = (one: ReturnType<typeof actsOf>[number]) => void;

interface Noted {
  act: NotedAct;
  word: WordId;
}

/** `16.21 WITA` stands in the sentence with or without its zone. */
const clockOf = (time: string): string => time.split(" ")[0] ?? time;

function ActButtons({ row, busy, press }: { row: DeskRow; busy: boolean; press: Press }) {
  const say = useSay();
  return actsOf(row).map((one, at) => (
    <ActButton key={one.act} kind={at === 0 ? "first" : "plain"} hotkey={one.key} busy={busy} onClick={() => press(one)}>
      {say(one.word)}
    </ActButton>
  ));
}

/** Keys act on the chosen row only, as its buttons do: a desk of many rows stays one page of sentences. */
function RowKeys({ acts, press, back }: { acts: ReturnType<typeof actsOf>; press: Press; back: () => void }) {
  const keys: Keys = { Escape: back };
  for (const one of acts) keys[one.key] = () => press(one);
  useKeys(keys);
  return null;
}
