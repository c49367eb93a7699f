import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { DESKS } from "./desks.ts";
import { useSignedIn } from "./me.ts";

/** Nobody sits at a desk that is not his: an address of another desk leads to the own one. The server refuses its data anyway. */
export function DeskGate() {
  const me = useSignedIn();
  const { pathname } = useLocation();
  const asked = DESKS.find((desk) => desk.path === pathname);
  return asked && !me.desks.includes(asked.id) ? <Navigate to="/" replace /> : <Outlet />;
}
