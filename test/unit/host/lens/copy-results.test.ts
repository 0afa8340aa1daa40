import { expect, it } from 'vitest';
import { runAsJson, runAsPython, tokensAsTable } from '../../../../src/host/lens/actions/copy-results';
import { readWithModel } from '../../../../src/host/lens/run/read-with-model';
import { neverCancelled } from '../../../../src/common/rpc/cancellation';
import { chosen, editorText, engineSource, fakeEngine, runOf, runRow, token } from '../fakes';

const outcome = () =>
  readWithModel(
    {
      read: editorText('NPTEL is great!'),
      model: chosen,
      maxLength: null,
      threads: 0,
      sliding: false,
      internals: false,
    },
    engineSource(fakeEngine(() => runOf([runRow({ length: 8 })]))),
    neverCancelled,
  );

it('copies the numbers as JSON, labels by falling probability', async () => {
  expect(JSON.parse(runAsJson(await outcome()))).toMatchObject({
    model: 'org/model',
    device: 'cpu',
    results: [
      {
        text: 'NPTEL is great!',
        pair: null,
        tokens: 8,
        cut: 0,
        labels: [{ label: 'positive' }, { label: 'negative' }],
      },
    ],
  });
});

it('copies the run as Python', async () => {
  const code = runAsPython(await outcome());
  expect(code).toContain('    "NPTEL is great!",\n');
  expect(code).toContain('max_length=512');
});

it('copies tokens as a table with a heading', () => {
  const rows = [[token(0, 1, 'N', 0, { id: 487 }), token(0, 0, '\t', null, { start: null, end: null, special: true })]];
  expect(tokensAsTable(rows)).toBe(
    [
      'row\tindex\ttoken\ttext\tid\tstart\tend\tword\ttype\tspecial\tmask',
      '0\t0\tN\tN\t487\t0\t1\t0\t0\t0\t1',
      '0\t1\t\\t\t\\t\t1\t\t\t\t0\t1\t1',
      '',
    ].join('\n'),
  );
});
