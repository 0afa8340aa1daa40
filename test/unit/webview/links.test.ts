import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LensHost } from '../../../webview/lens/store/lens-host';
import { Links } from '../../../webview/lens/store/links';
import { piece } from './tokens';

const place = (index: number) => ({ target: 'model', row: 0, part: 'input', index }) as const;

describe('the editor’s mark of the hovered token', () => {
  afterEach(() => void vi.useRealTimers());

  function linksWith() {
    vi.useFakeTimers();
    const told: unknown[] = [];
    const host: LensHost = {
      request: () => Promise.reject(new Error('Nothing is asked for.')),
      notify: (name, value) => told.push([name, value]),
    };
    const links = new Links(host, () => undefined);
    const hover = (index: number) =>
      links.hover({ ...place(index), token: piece('one two three', index, index + 1, 0) });
    return { links, told, hover };
  }

  it('is told once the pointer rests, and never for tokens that it passes', () => {
    const { links, told, hover } = linksWith();
    for (let index = 0; index < 8; index++) {
      hover(index);
      vi.advanceTimersByTime(30);
    }
    expect(links.hovered?.index).toBe(7);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(told).toEqual([['hover', { row: 0, sequence: 0, start: 7, end: 8 }]]);
  });

  it('stays where the pointer comes back before a rest', () => {
    const { told, hover } = linksWith();
    hover(3);
    vi.advanceTimersByTime(100);
    hover(4);
    hover(3);
    vi.advanceTimersByTime(100);
    expect(told).toHaveLength(1);
  });

  it('goes with the result that it was of, and nothing that waited is told then', () => {
    const { links, told, hover } = linksWith();
    hover(3);
    vi.advanceTimersByTime(100);
    hover(4);
    links.clear();
    vi.advanceTimersByTime(100);
    expect(told.slice(1)).toEqual([['hover', null]]);
  });
});
