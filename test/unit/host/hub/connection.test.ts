import { describe, expect, it } from 'vitest';
import { Account } from '../../../../src/host/hub/account/account';
import { chosenEndpoint, EndpointError, unusualHost } from '../../../../src/host/hub/connection/endpoint';
import { HubConnection, type HubConnectionParams } from '../../../../src/host/hub/connection/hub-connection';
import { TokenStore } from '../../../../src/host/hub/connection/token-store';
import { fakeFetch, fakeSecrets, type FakeSecrets } from './fakes';

const hub = 'https://huggingface.co';
const mirror = 'https://mirror.example';

describe('TokenStore', () => {
  it('keeps a token for its origin alone', async () => {
    const store = new TokenStore(fakeSecrets());
    await store.save(hub, { token: 'hf_hub', name: 'ada' });
    await store.save(mirror, { token: 'hf_mirror', name: 'bob' });
    expect(await store.read(hub)).toEqual({ token: 'hf_hub', name: 'ada' });
    expect(await store.read(mirror)).toEqual({ token: 'hf_mirror', name: 'bob' });
    expect(await store.read('https://huggingface.co:8443')).toBeNull();
    await store.forget(hub);
    expect(await store.read(hub)).toBeNull();
    expect(await store.read(mirror)).not.toBeNull();
  });

  it.each(['', 'no json', '[]', '{}', '{"token":1,"name":"x"}', '{"token":"","name":"x"}', 'null'])(
    'takes %j for no token',
    async (text) => {
      const secrets = fakeSecrets();
      await secrets.store(`modelLens.hubToken:${hub}`, text);
      expect(await new TokenStore(secrets).read(hub)).toBeNull();
    },
  );

  it('notices that another window has changed a token', async () => {
    const secrets = fakeSecrets();
    const store = new TokenStore(secrets);
    expect(await store.read(hub)).toBeNull();
    await secrets.store(`modelLens.hubToken:${hub}`, '{"token":"hf_new","name":"ada"}');
    expect(store.changed('somethingElse')).toBe(false);
    expect(await store.read(hub)).toBeNull();
    expect(store.changed(`modelLens.hubToken:${hub}`)).toBe(true);
    expect((await store.read(hub))?.token).toBe('hf_new');
  });
});

describe('endpoints', () => {
  it('are the setting, then the variable, then the usual one', () => {
    expect(chosenEndpoint(`${mirror}/`, { HF_ENDPOINT: 'https://other.example' })).toBe(mirror);
    expect(chosenEndpoint(null, { HF_ENDPOINT: 'https://other.example' })).toBe('https://other.example');
    expect(chosenEndpoint(null, {})).toBe(hub);
    expect([unusualHost(hub), unusualHost('http://127.0.0.1:80/hf')]).toEqual([null, '127.0.0.1']);
  });

  it.each(['file:///etc/passwd', 'huggingface.co', 'https://me:secret@host', 'javascript:alert(1)'])(
    'refuse %s without repeating it',
    (setting) => {
      expect(() => chosenEndpoint(setting, {})).toThrow(EndpointError);
      expect(() => chosenEndpoint(setting, {})).not.toThrow(/secret|passwd|alert/);
    },
  );
});

interface Settings {
  hubEndpoint: string | null;
  hubCache: string | null;
  offline: boolean;
}

function connect(env: HubConnectionParams['env'], secrets: FakeSecrets = fakeSecrets()) {
  const settings: Settings = { hubEndpoint: null, hubCache: null, offline: false };
  const web = fakeFetch();
  const tokens = new TokenStore(secrets);
  const connection = new HubConnection({ env, settings: () => settings, tokens, fetch: web.fetch, userAgent: 'test' });
  const failures: unknown[] = [];
  const account = new Account({ connection, tokens, onFailure: (_doing, error) => failures.push(error) });
  return { settings, web, tokens, connection, account, failures };
}

describe('the connection', () => {
  it('sends a token to the origin that it was given for and to no other', async () => {
    const { settings, web, tokens, connection } = connect({ HF_TOKEN: 'hf_environment' });
    await tokens.save(mirror, { token: 'hf_mirror', name: 'bob' });
    web.answer('[]');
    await connection.client.search(anything, { limit: 1, cursor: null });
    settings.hubEndpoint = mirror;
    await connection.client.search(anything, { limit: 1, cursor: null });
    settings.hubEndpoint = 'https://evil.example';
    await connection.client.search(anything, { limit: 1, cursor: null });
    expect(web.seen.map(({ url, authorization }) => [new URL(url).origin, authorization])).toEqual([
      [hub, 'Bearer hf_environment'],
      [mirror, 'Bearer hf_mirror'],
      ['https://evil.example', null],
    ]);
  });

  it('prefers the token that was given here to that of the environment', async () => {
    const { tokens, connection } = connect({ HF_TOKEN: 'hf_environment', HF_ENDPOINT: mirror });
    expect(await connection.token(mirror)).toBe('hf_environment');
    await tokens.save(mirror, { token: 'hf_given', name: 'ada' });
    expect(await connection.token(mirror)).toBe('hf_given');
    expect(await connection.token(hub)).toBeNull();
  });

  it('gives the token of the environment to nobody where its endpoint is no address', async () => {
    const { connection } = connect({ HF_TOKEN: 'hf_environment', HF_ENDPOINT: 'nonsense' });
    expect(await connection.token(hub)).toBeNull();
    expect(() => connection.endpoint).toThrow('HF_ENDPOINT is not the address of a Hub.');
  });

  it('asks nothing while it is offline, and says by what', async () => {
    const { settings, web, connection } = connect({ HF_HUB_OFFLINE: '1' });
    expect(connection.offlineBy).toBe('environment');
    settings.offline = true;
    expect(connection.offlineBy).toBe('setting');
    const asked = connection.client.search(anything, { limit: 1, cursor: null });
    await expect(asked).rejects.toMatchObject({ code: 'offline' });
    expect(web.seen).toEqual([]);
  });

  it('has the cache of the setting, else that of the environment', () => {
    const { settings, connection } = connect({ HF_HUB_CACHE: '/models/python' });
    expect(connection.cache).toBe('/models/python');
    settings.hubCache = '/models/here';
    expect(connection.cache).toBe('/models/here');
  });
});

describe('the account', () => {
  it('keeps a token only once the Hub has said whose it is', async () => {
    const { web, account, tokens } = connect({});
    web.answer('', 401);
    await expect(account.signIn('hf_wrong')).rejects.toMatchObject({ code: 'usage' });
    expect(await tokens.read(hub)).toBeNull();
    expect(await account.current()).toBeNull();
    web.answer('{"name":"ada"}');
    expect(await account.signIn('hf_right')).toBe('ada');
    expect(web.seen.at(-1)?.authorization).toBe('Bearer hf_right');
    expect(await account.current()).toEqual({ name: 'ada', by: 'stored' });
    expect(await account.signOut()).toBeNull();
    expect(await account.current()).toBeNull();
  });

  it('asks for the name of the environment’s token once, and again after a failure', async () => {
    const { web, account, failures } = connect({ HF_TOKEN: 'hf_environment' });
    web.answer('', 403);
    expect(await account.current()).toBeNull();
    expect(failures).toHaveLength(1);
    web.answer('{"name":"ada"}');
    const twice = await Promise.all([account.current(), account.current()]);
    expect(twice).toEqual([
      { name: 'ada', by: 'environment' },
      { name: 'ada', by: 'environment' },
    ]);
    expect(web.seen).toHaveLength(2);
    expect(JSON.stringify(failures.map(String))).not.toContain('hf_environment');
  });

  it('says who is signed in by the environment after a sign-out', async () => {
    const { web, account } = connect({ HF_TOKEN: 'hf_environment' });
    web.answer('{"name":"ada"}');
    await account.signIn('hf_given');
    web.answer('{"name":"bob"}');
    expect(await account.signOut()).toEqual({ name: 'bob', by: 'environment' });
  });
});

const anything = {
  text: '',
  task: null,
  author: null,
  library: null,
  license: null,
  sort: 'downloads',
} as const;
