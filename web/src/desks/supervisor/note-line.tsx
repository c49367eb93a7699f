import { TextInput } from "@mantine/core";
import type { DeskRow, EveningDesk } from "@mercusuar/client";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { serverNow } from "../../app/me.ts";
import { clockWithZone, dayAt, longDay } from "../../app/time.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { languageNow, useSay, type WordId } from "../../words/say.ts";
import { isAwaited } from "./acts.ts";
import style from "./evening.module.css";

export type NotedAct = "accept" | "mistake" | "follow";

interface NoteLineProps {
  row: DeskRow;
  office: EveningDesk["office"];
  /** What is about to be done. */
  act: NotedAct;
  word: WordId;
  busy: boolean;
  send: (note: string) => void;
  cancel: () => void;
}

/** One line of why, then Enter. Esc takes the act back: nothing is decided by a slip of the finger. */
export function NoteLine({ row, office, act, word: doing, busy, send, cancel }: NoteLineProps) {
  const say = useSay();
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && cancel();
  const word = `note.${act}` as const;
  return (
    <form className={style.note} onSubmit={submit} onKeyDown={onKeyDown}>
      {isAwaited(row, serverNow()) && (
        <p className={style.awaited} role="status">
          {say("note.awaited", { name: row.person.name, due: momentOf(row.due ?? "", office) })}
        </p>
      )}
      <TextInput
        aria-label={say(word)}
        placeholder={say(word)}
        value={text}
        maxLength={500}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        flex={1}
      />
      <ActButton kind="first" hotkey="Enter" busy={busy} submit>
        {say(doing)}
      </ActButton>
      <ActButton kind="quiet" onClick={cancel}>
        {say("act.back")}
      </ActButton>
    </form>
  );
}

/** `Selasa, 14 Juli 2026, 08.00 WITA`. */
function momentOf(due: string, office: EveningDesk["office"]): string {
  const at = new Date(due);
  return `${longDay(dayAt(at, office.zone), languageNow())}, ${clockWithZone(at, office, languageNow())}`;
}
