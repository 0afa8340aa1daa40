import { describe, expect, it } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { EndpointError } from '../../../../src/host/hub/connection/endpoint';
import { searchNotice } from '../../../../src/host/hub/search/search-notice';

describe('searchNotice', () => {
  const notice = (error: unknown, offlineBy: 'setting' | 'environment' | null = null, models = 5) =>
    searchNotice(error, { offlineBy, models });
  const offline = new LensError('offline', 'Offline.');

  it('says what works offline, and offers what helps', () => {
    expect(notice(offline)).toEqual({
      severity: 'offline',
      text: 'Offline. The 5 models on this machine work; search waits.',
      action: { action: 'retry', label: 'Retry' },
    });
    expect(notice(offline, 'setting', 1)).toMatchObject({
      text: 'Offline, because the setting says so. The model on this machine works; search waits.',
      action: { action: 'goOnline', label: 'Go Online' },
    });
    expect(notice(offline, 'environment')).toMatchObject({
      text: 'Offline, because HF_HUB_OFFLINE says so. The 5 models on this machine work; search waits.',
      action: null,
    });
  });

  it.each([
    [new LensError('network', 'The Hub was asked too often.', 'Try again in 55 seconds.'), 'warning', 'retry'],
    [new LensError('usage', 'The Hub does not accept the token.'), 'error', 'signIn'],
    [new EndpointError(), 'error', 'openSettings'],
    [new Error('undefined is not a function'), 'error', 'showLog'],
    [new LensError('not-found', 'There is nothing.'), 'error', 'retry'],
  ])('has words and a button for %s', (error, severity, action) => {
    const { text, ...rest } = notice(error);
    expect(rest).toMatchObject({ severity, action: { action } });
    expect(text).not.toMatch(/undefined\.|\n/);
  });

  it('joins the sentence with its help', () => {
    const tooOften = new LensError('network', 'The Hub was asked too often.', 'Try again in 55 seconds.');
    expect(notice(tooOften).text).toBe('The Hub was asked too often. Try again in 55 seconds.');
  });
});
