import type { Me } from "@mercusuar/client";
import { Link } from "@tanstack/react-router";
import { Lamp } from "../parts/lamp.tsx";
import { LanguageSwitch } from "../parts/language-switch.tsx";
import { useSay } from "../words/say.ts";
import { ClockNow } from "./clock-now.tsx";
import { DESKS } from "./desks.ts";
import style from "./header.module.css";
import { SearchHint } from "./search-hint.tsx";
import { SignOut } from "./sign-out.tsx";

/** Night navy: the desks that exist, the lamp, who I am and what time it is at my office. */
export function Header({ me }: { me: Me }) {
  const say = useSay();
  return (
    <header className={style.bar}>
      <Link to="/" className={style.brand} activeProps={{}} activeOptions={{ exact: true }}>
        Mercusuar
      </Link>
      <nav className={style.tabs} aria-label={say("shell.desks")}>
        {me.terms.ok &&
          DESKS.filter((desk) => me.desks.includes(desk.id)).map((desk) => (
            <Link
              key={desk.id}
              to={desk.path}
              className={style.tab}
              activeProps={{ className: `${style.tab} ${style.here}`, "aria-current": "page" }}
            >
              {say(desk.word)}
            </Link>
          ))}
      </nav>
      <span className={style.space} />
      {me.simulated && (
        <span className={style.example} title={say("shell.exampleWhy")}>
          {say("shell.example")}
        </span>
      )}
      {me.terms.ok && me.desks.includes("agent") && <SearchHint />}
      <Lamp />
      <span className={style.who}>
        {me.person.name} · {me.office.name} · <ClockNow office={me.office} />
      </span>
      <LanguageSwitch stored />
      {me.terms.ok && (
        <Link to="/kata-sandi" className={style.link}>
          {say(me.hasPassword ? "door.password" : "shell.passwordFirst")}
        </Link>
      )}
      <SignOut />
    </header>
  );
}
