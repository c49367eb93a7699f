/** What a keeper gets of our environment: where the SSH agent answers that may hold the log key, and nothing that could change what it does. */
export function keeperEnvironment(): NodeJS.ProcessEnv {
  const { SSH_AUTH_SOCK: agent } = process.env;
  return agent === undefined ? {} : { SSH_AUTH_SOCK: agent };
}
