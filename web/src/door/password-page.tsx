import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { refreshMe, useSignedIn } from "../app/me.ts";
import { asking, server } from "../app/server.ts";
import { useTitle } from "../app/use-title.ts";
import { ActButton } from "../parts/act-button.tsx";
import { useSay } from "../words/say.ts";
import style from "./door.module.css";
import { DoorProblem } from "./door-problem.tsx";
import { Secret } from "./secret.tsx";

/** One's own password: the first one, after a link, or another. Nobody sets it for somebody else. */
export function PasswordPage() {
  const say = useSay();
  useTitle(say("password.title"));
  const { hasPassword, password: length, person } = useSignedIn();
  const [differ, setDiffer] = useState(false);
  const repeated = useRef<HTMLInputElement>(null);
  const saving = useMutation({
    mutationFn: (given: { password: string; current?: string }) => asking(server.changePassword(given)),
    onSuccess: () => refreshMe(),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const written = (name: string) => String(fields.get(name) ?? "");
    const [current, password] = [written("current"), written("password")];
    const different = password !== written("repeat");
    saving.reset();
    // What is wrong stands there before the field is focused: a screen reader then tells both.
    flushSync(() => setDiffer(different));
    if (different) repeated.current?.focus();
    else saving.mutate({ password, ...(current === "" ? {} : { current }) }, { onSuccess: () => form.reset() });
  };
  return (
    <main className={style.terms}>
      <h1 className={style.title}>{say("password.title")}</h1>
      <p>{say(hasPassword ? "password.change" : "password.first")}</p>
      <form onSubmit={send} className={`${style.form} ${style.narrow}`}>
        {/* Whoever keeps passwords for this person learns whose it is. */}
        <input type="text" name="username" autoComplete="username" value={person.login} readOnly hidden />
        {hasPassword && <Secret name="current" word="password.current" autoComplete="current-password" />}
        <Secret name="password" word="password.new" rule={say("password.rule", length)} autoComplete="new-password" />
        <Secret
          name="repeat"
          word="password.repeat"
          autoComplete="new-password"
          error={differ ? say("password.differ") : undefined}
          place={repeated}
        />
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
