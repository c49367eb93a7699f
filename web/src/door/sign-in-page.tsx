import { Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../app/me.ts";
import { useTitle } from "../app/use-title.ts";
import { LanguageSwitch } from "../parts/language-switch.tsx";
import { useSay } from "../words/say.ts";
import style from "./door.module.css";
import { takeLinkToken } from "./link-token.ts";
import { SignInByLink } from "./sign-in-by-link.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** The door: login and password, or one press when a sign-in link led here. The warning stands before both. */
export function SignInPage() {
  const say = useSay();
  useTitle(say("door.title"));
  const me = useMe();
  const [token, setToken] = useState(takeLinkToken);
  if (me.data && !token) return <Navigate to="/" replace />;
  return (
    <div className={style.page}>
      <header className={style.top}>
        <span className={style.brand}>
          <i className={style.lamp} aria-hidden="true" /> Mercusuar
        </span>
        <LanguageSwitch />
      </header>
      <main className={style.card}>
        <h1 className={style.title}>{say("door.title")}</h1>
        <p className={style.promise}>{say("door.promise")}</p>
        <p className={style.warning}>{say("door.warning")}</p>
        {token ? <SignInByLink token={token} giveUp={() => setToken(undefined)} /> : <SignInForm />}
      </main>
    </div>
  );
}
