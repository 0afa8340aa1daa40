import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackSpan, type Edit } from '../../../../src/host/lens/source/track-edits';
import { TrackedText } from '../../../../src/host/lens/source/tracked-text';
import { editorText } from '../fakes';

const span = { start: 10, end: 20 };

describe('trackSpan', () => {
  it.each<[string, Edit, number, number, boolean]>([
    ['inserted before', { offset: 3, length: 0, text: 'abc' }, 13, 23, false],
    ['inserted exactly at the start', { offset: 10, length: 0, text: 'ab' }, 12, 22, false],
    ['inserted exactly at the end', { offset: 20, length: 0, text: 'ab' }, 10, 20, false],
    ['inserted inside', { offset: 15, length: 0, text: 'ab' }, 10, 22, true],
    ['deleted before', { offset: 2, length: 4, text: '' }, 6, 16, false],
    ['deleted across the start', { offset: 8, length: 4, text: '' }, 8, 16, true],
    ['deleted across the end', { offset: 18, length: 4, text: '' }, 10, 18, true],
    ['deleted after', { offset: 25, length: 4, text: '' }, 10, 20, false],
    ['everything replaced', { offset: 0, length: 100, text: 'x' }, 0, 1, true],
  ])('%s', (_, edit, start, end, touched) => {
    expect(trackSpan(span, [edit])).toEqual({ span: { start, end }, touched });
  });

  it('keeps pointing at the same characters when no edit touches them', () => {
    const edit = fc.record({ offset: fc.nat(40), length: fc.nat(6), text: fc.string({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
        const text = 'abcdefghij'.repeat(5);
        const apart = edits
          .sort((a, b) => a.offset - b.offset)
          .filter((one, index, all) => index === 0 || one.offset >= (all[index - 1]?.offset ?? 0) + 7);
        const result = trackSpan(span, apart);
        let after = text;
        for (const { offset, length, text: replacement } of [...apart].reverse()) {
          after = after.slice(0, offset) + replacement + after.slice(offset + length);
        }
        fc.pre(!result.touched);
        expect(after.slice(result.span.start, result.span.end)).toBe(text.slice(span.start, span.end));
      }),
    );
  });
});

describe('TrackedText', () => {
  const uri = 'file:///feedback.md';

  it('is unchanged by edits elsewhere, changed by one inside, and the same again after an undo', () => {
    const tracked = new TrackedText(editorText('NPTEL is great!'));
    const before = 'It begins.NPTEL is great!';
    const textIn = (text: string) => (at: { start: number; end: number }) => text.slice(at.start, at.end);
    expect(tracked.applyEdits(uri, [{ offset: 0, length: 0, text: '>' }], textIn(`>${before}`))).toBe('same');
    const edited = '>It begins.NPTEL was great!';
    expect(tracked.applyEdits(uri, [{ offset: 17, length: 2, text: 'was' }], textIn(edited))).toBe('changed');
    expect(tracked.applyEdits(uri, [{ offset: 17, length: 3, text: 'is' }], textIn(`>${before}`))).toBe('same');
  });

  it('notices text that moved without an edit, as a change of line endings does', () => {
    const tracked = new TrackedText(editorText('great'));
    expect(tracked.applyEdits(uri, [], () => 'grea\r')).toBe('changed');
  });

  it('does not compare megabytes', () => {
    const tracked = new TrackedText(editorText('x'.repeat(200_000)));
    const never = (): string => expect.fail('the text was read');
    expect(tracked.applyEdits(uri, [{ offset: 0, length: 0, text: 'a' }], never)).toBe('same');
    expect(tracked.applyEdits(uri, [{ offset: 100, length: 1, text: '' }], never)).toBe('changed');
  });
});
