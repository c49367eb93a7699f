import { useSay } from "../words/say.ts";
import style from "./header.module.css";
import { leaving } from "./leaving.ts";
import { queries, server } from "./server.ts";

/** Sends what is still held, ends the session on the server, then forgets everything that the page holds. */
async function signOut(): Promise<void> {
  await leaving();
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
