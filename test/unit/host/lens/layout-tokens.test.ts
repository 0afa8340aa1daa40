import { expect, it } from 'vitest';
import { layoutTokens } from '../../../../src/host/lens/decorations/layout-tokens';
import { visibleSpans } from '../../../../src/host/lens/decorations/visible-spans';
import type { Token } from '../../../../src/common/contracts/tokens';
import { token } from '../fakes';

const input = (tokens: Token[]) => tokens.map((one, index) => ({ part: 'input' as const, index, token: one }));

it('colours words in turn and parts the pieces of a word', () => {
  const layout = layoutTokens(
    input([token(0, 1, 'N', 0), token(1, 3, 'PT', 0), token(3, 5, 'EL', 0), token(6, 8, 'is', 1)]),
  );
  expect(layout.words).toEqual([[{ start: 0, end: 1 }], [{ start: 6, end: 8 }], [], []]);
  expect(layout.pieces.slice(0, 2)).toEqual([[{ start: 1, end: 3 }], [{ start: 3, end: 5 }]]);
});

it('leaves the white space that belongs to a token unpainted, and tokens without characters out', () => {
  const special = token(0, 0, '', null, { start: null, end: null, special: true });
  const layout = layoutTokens(input([special, token(2, 6, ' was', 1), token(6, 8, '  ', 2)]));
  expect(layout.words.flat()).toEqual([{ start: 3, end: 6 }]);
});

it('paints a character once whose bytes are several tokens', () => {
  const layout = layoutTokens(input([token(0, 2, '😀', 0), token(0, 2, '😀', 0), token(0, 2, '😀', 0)]));
  expect([...layout.words.flat(), ...layout.pieces.flat()]).toEqual([{ start: 0, end: 2 }]);
});

it('underlines what was cut as one stretch', () => {
  const cut = [token(10, 17, 'however', 3), token(18, 20, 'it', 4)];
  const layout = layoutTokens(cut.map((one, index) => ({ part: 'cut' as const, index, token: one })));
  expect(layout.cut).toEqual([{ start: 10, end: 20 }]);
  expect(layout.words.flat()).toEqual([]);
});

it('paints tokens by their steps of surprise, what was not surprising not at all', () => {
  const tokens = input([token(0, 2, 'It', 0), token(2, 6, ' was', 1), token(6, 10, ' too', 2)]);
  const layout = layoutTokens(tokens.map((each, index) => ({ ...each, level: [0, 4, 1][index]! })));
  expect(layout.levels).toEqual([[{ start: 7, end: 10 }], [], [], [{ start: 3, end: 6 }]]);
  expect([...layout.words.flat(), ...layout.pieces.flat()]).toEqual([]);
});

it('gives only the visible parts of a text, however long it is', () => {
  const text = { start: 100, end: 1_000_000 };
  const visible = [
    { start: 5000, end: 6000 },
    { start: 0, end: 200 },
    { start: 5900, end: 6100 },
  ];
  expect(visibleSpans(text, visible)).toEqual([
    { start: 100, end: 200 },
    { start: 5000, end: 6100 },
  ]);
  expect(visibleSpans(text, [{ start: 0, end: 100 }])).toEqual([]);
});
