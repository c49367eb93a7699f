import { NativeSelect, TextInput } from "@mantine/core";
import type { Answer, Named, Pick, Question } from "@mercusuar/client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { asking, queries, server } from "../../app/server.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { problemText } from "../../parts/problem-text.ts";
import { useSay } from "../../words/say.ts";
import style from "./today.module.css";

/** Picks that need a word more: who asked, or what it was. */
const MORE: ReadonlySet<Pick> = new Set<Pick>(["colleague", "supervisor", "other"]);

/** One question with its looks; one pick answers for all of them. */
export function QuestionItem({ question, named }: { question: Question; named: readonly Named[] }) {
  const say = useSay();
  const [picked, pick] = useState<Pick>();
  const answering = useMutation({
    mutationFn: (given: Answer) => asking(server.answer(question.id, given)),
    onSuccess: () => {
      for (const key of ["questions", "my-day"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <div className={style.question}>
      <p>{question.sentence}</p>
      {question.why.length > 0 && <p className={style.small}>{question.why.join(" ")}</p>}
      {question.parts.length > 1 && (
        <ul className={style.small}>
          {question.parts.map(({ id, sentence }) => (
            <li key={id}>{sentence}</li>
          ))}
        </ul>
      )}
      <div className={style.picks}>
        {picked === undefined &&
          question.picks.map((one) => (
            <ActButton key={one} busy={answering.isPending} onClick={() => (MORE.has(one) ? pick(one) : answering.mutate({ pick: one }))}>
              {say(`pick.${one}`)}
            </ActButton>
          ))}
        {picked !== undefined && (
          <MoreOfIt
            pick={picked}
            named={named.filter(({ role }) => role === picked)}
            busy={answering.isPending}
            onSend={answering.mutate}
            onBack={() => pick(undefined)}
          />
        )}
      </div>
      {answering.isError && <p role="alert">{problemText(answering.error, say).title}</p>}
    </div>
  );
}

interface More {
  pick: Pick;
  named: readonly Named[];
  busy: boolean;
  onSend(answer: Answer): void;
  onBack(): void;
}

function MoreOfIt({ pick, named, busy, onSend, onBack }: More) {
  const say = useSay();
  const [note, setNote] = useState("");
  const [who, setWho] = useState(named[0]?.id ?? "");
  const isOther = pick === "other";
  return (
    <form
      className={style.otherPick}
      onKeyDown={(event) => event.key === "Escape" && onBack()}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(isOther ? { pick, note } : { pick, named: who });
      }}
    >
      {isOther ? (
        <TextInput
          aria-label={say("pick.note")}
          placeholder={say("pick.note")}
          required
          autoFocus
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      ) : (
        <NativeSelect
          aria-label={say("pick.who")}
          required
          autoFocus
          data={named.map(({ id, name }) => ({ value: id, label: name }))}
          value={who}
          onChange={(event) => setWho(event.currentTarget.value)}
        />
      )}
      <ActButton kind="first" hotkey="Enter" busy={busy} submit>
        {say("pick.send")}
      </ActButton>
      <ActButton kind="quiet" hotkey="Esc" onClick={onBack}>
        {say("act.back")}
      </ActButton>
    </form>
  );
}
