/** The token of `/masuk#t=TOKEN`. It stands behind `#` so that no server, proxy or log ever sees it in an address. */
export function tokenOf(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("t") ?? undefined;
}

let taken: string | undefined;

/** Takes the token once and cleans the address, so that it stays in no history and no picture of the screen. */
export function takeLinkToken(): string | undefined {
  const token = tokenOf(window.location.hash);
  if (token) {
    taken = token;
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }
  return taken;
}

export function forgetLinkToken(): void {
  taken = undefined;
}
