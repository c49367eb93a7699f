import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { ActButton } from "../../parts/act-button.tsx";
import { useSay } from "../../words/say.ts";
import style from "./today.module.css";

interface PurposeChoiceProps {
  now: string;
  purposes: { id: string; label: string }[];
  choose: (purpose: string) => void;
  done: () => void;
}

/** R33: passing to another purpose is its own step; the server checks consent and writes a new entry. */
export function PurposeChoice({ now, purposes, choose, done }: PurposeChoiceProps) {
  const say = useSay();
  const [purpose, setPurpose] = useState(now);
  const send = () => {
    if (purpose !== now) choose(purpose);
    done();
  };
  return (
    <span className={`${style.purpose} ${style.purposeChoice}`}>
      <NativeSelect
        size="xs"
        aria-label={say("card.changePurpose")}
        autoFocus
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === "Escape" ? done() : event.key === "Enter" && send())}
        data={purposes.map((one) => ({ value: one.id, label: one.label }))}
      />
      <ActButton kind="first" onClick={send}>
        {say("card.change")}
      </ActButton>
      <ActButton kind="quiet" onClick={done}>
        {say("act.back")}
      </ActButton>
    </span>
  );
}
