import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubCacheFolder, hubEndpoint, hubToken, isOffline } from '../../src/hub/env';

const home = resolve('/home/someone');

describe('the cache folder, as huggingface_hub finds it', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['the default', {}, '/home/someone/.cache/huggingface/hub'],
    ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/xdg' }, '/xdg/huggingface/hub'],
    ['HF_HOME before XDG_CACHE_HOME', { HF_HOME: '/hf', XDG_CACHE_HOME: '/xdg' }, '/hf/hub'],
    ['HUGGINGFACE_HUB_CACHE before HF_HOME', { HUGGINGFACE_HUB_CACHE: '/old', HF_HOME: '/hf' }, '/old'],
    ['HF_HUB_CACHE before all', { HF_HUB_CACHE: '/new', HUGGINGFACE_HUB_CACHE: '/old', HF_HOME: '/hf' }, '/new'],
    ['a home that is spelled ~', { HF_HOME: '~/models' }, '/home/someone/models/hub'],
    ['variables in the value', { HF_HUB_CACHE: '$BASE/${PART}/hub', BASE: '/b', PART: 'p' }, '/b/p/hub'],
    ['a variable that is not set stays', { HF_HUB_CACHE: '/b/$NONE' }, '/b/$NONE'],
    ['an empty value counts as none', { HF_HUB_CACHE: '', HF_HOME: '' }, '/home/someone/.cache/huggingface/hub'],
    ['a ~ inside a name stays', { HF_HUB_CACHE: '/a/~b' }, '/a/~b'],
  ];
  it.each(cases)('%s', (_name, env, expected) => {
    expect(hubCacheFolder(env, home)).toBe(resolve(expected));
  });

  it('takes relative folders from where the process is', () => {
    expect(hubCacheFolder({ HF_HUB_CACHE: 'here' }, home)).toBe(join(process.cwd(), 'here'));
  });
});

describe('the endpoint', () => {
  it.each([
    [{}, 'https://huggingface.co'],
    [{ HF_ENDPOINT: '' }, 'https://huggingface.co'],
    [{ HF_ENDPOINT: 'https://mirror.example/' }, 'https://mirror.example'],
    [{ HF_ENDPOINT: 'http://localhost:8080//' }, 'http://localhost:8080'],
    [{ HF_ENDPOINT: 'https://mirror.example/hub/' }, 'https://mirror.example/hub'],
  ])('%j', (env, expected) => {
    expect(hubEndpoint(env)).toBe(expected);
  });

  it.each([
    'mirror.example',
    'ftp://mirror.example',
    'file:///x',
    'https://',
    'https://u:secret@h',
    'https://h?secret',
  ])('refuses %s without repeating it', (value) => {
    let message = '';
    try {
      hubEndpoint({ HF_ENDPOINT: value });
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('HF_ENDPOINT is not the address');
    expect(message).not.toContain('secret');
  });
});

describe('the token, as huggingface_hub finds it', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'model-lens-token-'));
    mkdirSync(join(folder, '.cache/huggingface'), { recursive: true });
    writeFileSync(join(folder, '.cache/huggingface/token'), 'hf_home\n');
    writeFileSync(join(folder, 'token'), '  hf_file\r\n');
    writeFileSync(join(folder, 'empty'), '\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const cases: [string, (folder: string) => Record<string, string>, string | null][] = [
    ['HF_TOKEN first', (at) => ({ HF_TOKEN: ' hf_new\n', HUGGING_FACE_HUB_TOKEN: 'hf_old', HF_HOME: at }), 'hf_new'],
    ['HUGGING_FACE_HUB_TOKEN', (at) => ({ HF_TOKEN: '', HUGGING_FACE_HUB_TOKEN: 'hf_old', HF_HOME: at }), 'hf_old'],
    ['an empty one counts as none', (at) => ({ HF_TOKEN: ' \n', HF_HOME: at }), 'hf_file'],
    ['the file in HF_HOME', (at) => ({ HF_HOME: at }), 'hf_file'],
    ['HF_TOKEN_PATH before it', (at) => ({ HF_HOME: '/none', HF_TOKEN_PATH: join(at, 'token') }), 'hf_file'],
    ['the usual file', () => ({}), 'hf_home'],
    ['an empty file', (at) => ({ HF_TOKEN_PATH: join(at, 'empty') }), null],
    ['no file', (at) => ({ HF_TOKEN_PATH: join(at, 'none') }), null],
    ['a folder', (at) => ({ HF_TOKEN_PATH: at }), null],
  ];
  it.each(cases)('%s', async (_name, env, expected) => {
    expect(await hubToken(env(folder), folder)).toBe(expected);
  });
});

describe('offline mode, in the words that Python takes for true', () => {
  it.each([
    [{}, false],
    [{ HF_HUB_OFFLINE: '1' }, true],
    [{ HF_HUB_OFFLINE: 'yes' }, true],
    [{ HF_HUB_OFFLINE: 'On' }, true],
    [{ HF_HUB_OFFLINE: 'true' }, true],
    [{ HF_HUB_OFFLINE: '0' }, false],
    [{ HF_HUB_OFFLINE: 'y' }, false],
    [{ HF_HUB_OFFLINE: '', TRANSFORMERS_OFFLINE: '1' }, true],
    [{ HF_HUB_OFFLINE: '0', TRANSFORMERS_OFFLINE: '1' }, false],
  ])('%j', (env, expected) => {
    expect(isOffline(env)).toBe(expected);
  });
});
