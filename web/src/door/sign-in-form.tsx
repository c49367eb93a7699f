import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { refreshMe } from "../app/me.ts";
import { server } from "../app/server.ts";
import { BusyButton } from "../parts/busy-button.tsx";
import { useSay } from "../words/say.ts";
import style from "./door.module.css";
import { DoorProblem } from "./door-problem.tsx";
import { Secret } from "./secret.tsx";

export function SignInForm() {
  const say = useSay();
  const entering = useMutation({
    mutationFn: (given: { login: string; password: string }) => server.signIn(given),
    onSuccess: () => refreshMe(),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    entering.mutate({ login: String(form.get("login")).trim(), password: String(form.get("password")) });
  };
  return (
    <form onSubmit={send} className={style.form}>
      <TextInput
        name="login"
        label={say("door.login")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        autoFocus
      />
      <Secret name="password" word="door.password" autoComplete="current-password" />
      <DoorProblem error={entering.error} />
      <BusyButton type="submit" busy={entering.isPending} fullWidth>
        {say("door.understoodEnter")}
      </BusyButton>
    </form>
  );
}
