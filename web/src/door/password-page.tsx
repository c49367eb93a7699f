import { PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { refreshMe, useSignedIn } from "../app/me.ts";
import { asking, server } from "../app/server.ts";
import { ActButton } from "../parts/act-button.tsx";
import { useSay, type WordId } from "../words/say.ts";
import style from "./door.module.css";
import { DoorProblem } from "./door-problem.tsx";

/** One's own password: the first one, after a link, or another. Nobody sets it for somebody else. */
export function PasswordPage() {
  const say = useSay();
  const { hasPassword } = useSignedIn();
  const [differ, setDiffer] = useState(false);
  const saving = useMutation({
    mutationFn: (given: { password: string; current?: string }) => asking(server.changePassword(given)),
    onSuccess: () => refreshMe(),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const written = new FormData(form);
    const [current, password, repeat] = ["current", "password", "repeat"].map((name) => String(written.get(name) ?? "")) as [
      string,
      string,
      string,
    ];
    saving.reset();
    setDiffer(password !== repeat);
    if (password !== repeat) return;
    saving.mutate({ password, ...(current === "" ? {} : { current }) }, { onSuccess: () => form.reset() });
  };
  return (
    <main className={style.terms}>
      <h1 className={style.title}>{say("password.title")}</h1>
      <p>{say(hasPassword ? "password.change" : "password.first")}</p>
      <form onSubmit={send} className={`${style.form} ${style.narrow}`}>
        {hasPassword && <Secret name="current" word="password.current" autoComplete="current-password" />}
        <Secret name="password" word="password.new" rule="password.rule" autoComplete="new-password" />
        <Secret name="repeat" word="password.repeat" autoComplete="new-password" />
        <div role="alert">{differ && <p className={style.refused}>{say("password.differ")}</p>}</div>
        <DoorProblem error={saving.error} />
        <div>
          <ActButton kind="first" submit busy={saving.isPending}>
            {say("password.save")}
          </ActButton>
        </div>
        <p role="status">{saving.isSuccess && say("password.saved")}</p>
      </form>
    </main>
  );
}

interface SecretProps {
  name: string;
  word: WordId;
  rule?: WordId;
  autoComplete: "current-password" | "new-password";
}

function Secret({ name, word, rule, autoComplete }: SecretProps) {
  const say = useSay();
  return (
    <PasswordInput
      name={name}
      label={say(word)}
      {...(rule ? { description: say(rule), classNames: { description: style.promise } } : {})}
      autoComplete={autoComplete}
      maxLength={200}
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ "aria-label": say("door.showPassword") }}
    />
  );
}
