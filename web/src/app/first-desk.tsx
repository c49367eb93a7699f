import { Navigate } from "@tanstack/react-router";
import { useSay } from "../words/say.ts";
import { deskPath } from "./desks.ts";
import { useSignedIn } from "./me.ts";

/** A person signs in and sees *their* desk. */
export function FirstDesk() {
  const me = useSignedIn();
  const say = useSay();
  const desk = me.desks[0];
  if (desk) return <Navigate to={deskPath(desk)} replace />;
  return <p style={{ padding: 18 }}>{say("shell.noDesk")}</p>;
}
