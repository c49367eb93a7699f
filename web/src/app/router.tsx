import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { FirstDesk } from "./first-desk.tsx";
import { Lost } from "./lost.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: Lost });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/masuk",
  component: lazyRouteComponent(() => import("../door/sign-in-page.tsx"), "SignInPage"),
});

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });
const first = createRoute({ getParentRoute: () => shell, path: "/", component: FirstDesk });

export const eveningRoute = createRoute({
  getParentRoute: () => shell,
  path: "/tutup-hari",
  validateSearch: (search: Record<string, unknown>): { tanggal?: string } =>
    typeof search.tanggal === "string" ? { tanggal: search.tanggal } : {},
  component: lazyRouteComponent(() => import("../desks/supervisor/evening-page.tsx"), "EveningPage"),
});

const today = createRoute({
  getParentRoute: () => shell,
  path: "/hari-ini",
  component: lazyRouteComponent(() => import("../desks/agent/today-page.tsx"), "TodayPage"),
});

const password = createRoute({
  getParentRoute: () => shell,
  path: "/kata-sandi",
  component: lazyRouteComponent(() => import("../door/password-page.tsx"), "PasswordPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren([first, eveningRoute, today, password])]),
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
