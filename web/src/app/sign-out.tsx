import { useSay } from "../words/say.ts";
import style from "./header.module.css";
import { queries, server } from "./server.ts";

/** Ends the session on the server, then forgets everything that the page holds. */
async function signOut(): Promise<void> {
  await server.signOut().catch(() => undefined);
  queries.clear();
  window.location.assign("/masuk");
}

export function SignOut() {
  const say = useSay();
  return (
    <button type="button" className={style.link} onClick={() => void signOut()}>
      {say("shell.signOut")}
    </button>
  );
}
