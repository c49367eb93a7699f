import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { asking, server } from "../../app/server.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { useSay } from "../../words/say.ts";
import type { Card } from "./card-state.ts";
import { RefusalBox } from "./refusal-box.tsx";
import style from "./today.module.css";

interface MatchLineProps {
  card: Card;
  field: string;
  label: string;
  close: () => void;
}

/** Type what the caller says; the keeper answers yes or no, and nobody sees the value. */
export function MatchLine({ card, field, label, close }: MatchLineProps) {
  const say = useSay();
  const [given, setGiven] = useState("");
  const matching = useMutation({
    mutationFn: (text: string) =>
      asking(
        server.match({
          customer: card.customer,
          purpose: card.purpose,
          case: card.case ?? "",
          field,
          given: text,
          ...(card.reason ? { reason: card.reason } : {}),
        }),
      ),
    onSuccess: () => setGiven(""),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (given.trim() !== "") matching.mutate(given.trim());
  };
  return (
    <form className={style.match} onSubmit={send} onKeyDown={(event) => event.key === "Escape" && close()}>
      <TextInput
        size="sm"
        aria-label={say("match.said", { label })}
        placeholder={say("match.said", { label })}
        value={given}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setGiven(event.currentTarget.value)}
      />
      <ActButton kind="first" hotkey="Enter" submit busy={matching.isPending}>
        {say("field.match")}
      </ActButton>
      <ActButton kind="quiet" hotkey="Esc" onClick={close}>
        {say("act.back")}
      </ActButton>
      <span role="status" className={style.matchTold}>
        {matching.data && (
          <b className={matching.data.match ? style.yes : style.no}>
            {say(matching.data.match ? "match.yes" : "match.no")}
            <small> {say("match.left", { n: matching.data.left })}</small>
          </b>
        )}
        {matching.isError && <RefusalBox error={matching.error} />}
      </span>
    </form>
  );
}
