import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { refreshMe } from "../app/me.ts";
import { server } from "../app/server.ts";
import { useSay } from "../words/say.ts";
import style from "./door.module.css";
import { DoorProblem } from "./door-problem.tsx";

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
      <PasswordInput
        name="password"
        label={say("door.password")}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": say("door.showPassword") }}
      />
      <DoorProblem error={entering.error} />
      <Button type="submit" loading={entering.isPending} fullWidth>
        {say("door.understoodEnter")}
      </Button>
    </form>
  );
}
