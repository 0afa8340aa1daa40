type Environment = Readonly<Record<string, string | undefined>>;

/** Secrets that no process of ours has a use for, and Node's own switches, which are meant for the process that started it. */
const unwanted = /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|API_?KEY|ACCESS_KEY(?:_ID)?)$|^NODE_OPTIONS$/i;

/** The environment of a process that we start: this process's without tokens and passwords. */
export function childEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !unwanted.test(entry[0]),
  );
  return Object.fromEntries(kept);
}
