/** A person who may sign in. */
export interface HubUser {
  readonly name: string;
  /** Begins with `hf_`. */
  readonly token: string;
  readonly orgs?: readonly string[];
  /** Gated and private models that the person has access to beside the own ones, or all of them. */
  readonly granted?: readonly string[] | 'all';
}

/** Whose token comes with a request: a user, nobody, or somebody that the Hub does not know. */
export function userOf(authorization: string | undefined, users: readonly HubUser[]): HubUser | null | 'unknown' {
  if (authorization === undefined) return null;
  const token = /^Bearer (.+)$/.exec(authorization)?.[1];
  return users.find((user) => user.token === token) ?? 'unknown';
}

/** What `/api/whoami-v2` says. */
export function whoAmI({ name, orgs = [] }: HubUser): unknown {
  return {
    type: 'user',
    id: Buffer.from(name.padEnd(12, '.')).toString('hex').slice(0, 24),
    name,
    fullname: name,
    email: `${name}@example.org`,
    emailVerified: true,
    canPay: false,
    periodEnd: null,
    isPro: false,
    orgs: orgs.map((org) => ({ type: 'org', id: org, name: org, fullname: org, isEnterprise: false, canPay: false })),
    auth: {
      type: 'access_token',
      accessToken: { displayName: 'test', role: 'read', createdAt: '2025-01-01T00:00:00.000Z' },
    },
  };
}
