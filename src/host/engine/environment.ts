type Environment = Readonly<Record<string, string | undefined>>;

/** Secrets that an engine has no use for, and Node's own switches, which are meant for the extension host. */
const unwanted = /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|API_?KEY|ACCESS_KEY(?:_ID)?)$|^NODE_OPTIONS$/i;

/** The environment of an engine process: this process's without tokens and passwords. */
export function engineEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !unwanted.test(entry[0]),
  );
  return Object.fromEntries(kept);
}
