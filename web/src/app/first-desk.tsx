import { Navigate } from "@tanstack/react-router";
import { deskPath } from "./desks.ts";
import { useSignedIn } from "./me.ts";
import { NoDesk } from "./no-desk.tsx";

/** A person signs in and sees *their* desk. */
export function FirstDesk() {
  const me = useSignedIn();
  const desk = me.desks[0];
  if (desk) return <Navigate to={deskPath(desk)} replace />;
  return <NoDesk functions={me.person.functions} />;
}
