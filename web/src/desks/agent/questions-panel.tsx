import { TextInput } from "@mantine/core";
import type { Pick, Question } from "@mercusuar/client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asking, queries, server } from "../../app/server.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Panel } from "../../parts/panel.tsx";
import { problemText } from "../../parts/problem-text.ts";
import { useSay } from "../../words/say.ts";
import { myDayQuery } from "./my-day-query.ts";
import style from "./today.module.css";

/** What nothing explains is asked of the one who looked, one question after the other, and answered by picking. */
export function QuestionsPanel() {
  const say = useSay();
  const { data: day } = useQuery(myDayQuery);
  // Asked anew only when the count of waiting looks has changed: opening the masked names is an entry each time.
  const asked = useQuery({
    queryKey: ["questions", day?.waiting],
    queryFn: ({ signal }) => server.questions({ signal }),
    enabled: day !== undefined,
    placeholderData: keepPreviousData,
  });
  const rows = asked.data?.rows ?? [];
  const [first] = rows;
  if (!first) return null;
  return (
    <Panel title={say("questions.title", { n: rows.length })} wash="amber">
      <QuestionItem key={first.id} question={first} />
    </Panel>
  );
}

function QuestionItem({ question }: { question: Question }) {
  const say = useSay();
  const [writing, write] = useState(false);
  const [note, setNote] = useState("");
  const answering = useMutation({
    mutationFn: (given: { pick: Pick; note?: string }) => asking(server.answer(question.id, given)),
    onSuccess: () => {
      for (const key of ["questions", "my-day"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <div className={style.question}>
      <p>{question.sentence}</p>
      {question.why.length > 0 && <p className={style.small}>{question.why.join(" ")}</p>}
      <div className={style.picks}>
        {!writing &&
          question.picks.map((pick) => (
            <ActButton key={pick} busy={answering.isPending} onClick={() => (pick === "other" ? write(true) : answering.mutate({ pick }))}>
              {say(`pick.${pick}`)}
            </ActButton>
          ))}
        {writing && (
          <form
            className={style.otherPick}
            onKeyDown={(event) => event.key === "Escape" && write(false)}
            onSubmit={(event) => {
              event.preventDefault();
              answering.mutate({ pick: "other", note });
            }}
          >
            <TextInput
              aria-label={say("pick.note")}
              placeholder={say("pick.note")}
              required
              autoFocus
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <ActButton kind="first" hotkey="Enter" busy={answering.isPending} submit>
              {say("pick.send")}
            </ActButton>
            <ActButton kind="quiet" hotkey="Esc" onClick={() => write(false)}>
              {say("act.back")}
            </ActButton>
          </form>
        )}
      </div>
      {answering.isError && <p role="alert">{problemText(answering.error, say).title}</p>}
    </div>
  );
}
