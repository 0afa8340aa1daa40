import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hubCacheFolder } from '../../src/hub/env';

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
