import { TextInput } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { ActButton } from "../../parts/act-button.tsx";
import { useSay, type WordId } from "../../words/say.ts";
import style from "./evening.module.css";

interface NoteLineProps {
  /** What is about to be done. */
  act: "accept" | "follow";
  word: WordId;
  busy: boolean;
  send: (note: string) => void;
  cancel: () => void;
}

/** One line of why, then Enter. Esc takes the act back: nothing is decided by a slip of the finger. */
export function NoteLine({ act, word: doing, busy, send, cancel }: NoteLineProps) {
  const say = useSay();
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && cancel();
  const word = act === "accept" ? "note.accept" : "note.follow";
  return (
    <form className={style.note} onSubmit={submit} onKeyDown={onKeyDown}>
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
