import { describe, expect, it } from 'vitest';
import type { LineResult } from '../../../../src/common/contracts/lines';
import { LensError } from '../../../../src/common/errors/lens-error';
import { exportLines } from '../../../../src/host/lines/export-lines';
import { lineResults } from '../../../../src/host/lines/line-results';
import { LinesSession } from '../../../../src/host/lines/lines-session';
import { linesToRead } from '../../../../src/host/lines/lines-to-read';
import { chosen, engineSource, fakeEngine, gate, modelInfo, opened } from '../fakes';

type Inputs = { inputs: { text: string }[] };

/** Says "positive" to every text, with the number of its characters as tokens. */
function classify({ inputs }: Inputs) {
  const rows = inputs.map(() => ({ logits: Float32Array.of(-1, 1), probabilities: Float32Array.of(0.25, 0.75) }));
  const classification = { problemType: 'single_label_classification', labels: ['negative', 'positive'], rows };
  return { classification, lengths: Int32Array.from(inputs, ({ text }) => text.length), maxLength: 10 };
}

function sessionOn(answer: (params: Inputs) => unknown, result = opened) {
  const seen: LineResult[][] = [];
  const session = new LinesSession({
    documentName: 'feedback.md',
    engines: engineSource(fakeEngine((_, params) => answer(params as Inputs), result)),
    chosenModel: () => Promise.resolve(chosen),
    settings: () => ({ maxLength: null, threads: 0 }),
    onChange: (rows) => {
      if (rows.length > 0) seen.push([...rows]);
    },
    onFailure: () => undefined,
  });
  return { session, seen };
}

it('reads lines that are not blank, whatever ends them', () => {
  expect(linesToRead('a\r\n\r\n  \nb\rc', 4)).toEqual([
    { line: 4, text: 'a' },
    { line: 7, text: 'b' },
    { line: 8, text: 'c' },
  ]);
});

describe('LinesSession', () => {
  it('classifies in chunks and keeps the order', async () => {
    const sizes: number[] = [];
    const { session, seen } = sessionOn((params) => {
      sizes.push(params.inputs.length);
      return classify(params);
    });
    await session.run(Array.from({ length: 70 }, (_, line) => ({ line, text: `line ${line}` })));
    expect(sizes).toEqual([32, 32, 6]);
    expect(seen.flat().map(({ line }) => line)).toEqual(Array.from({ length: 70 }, (_, line) => line));
    expect(session.state).toMatchObject({ phase: 'done', done: 70, total: 70, labels: ['negative', 'positive'] });
    expect(session.rows[69]).toMatchObject({ label: 'positive', score: 0.75, tokens: 7, truncated: false });
  });

  it('finds the one line that cannot be read', async () => {
    const { session } = sessionOn((params) => {
      if (params.inputs.some(({ text }) => text === 'bad')) throw new LensError('too-big', 'This line is too long.');
      return classify(params);
    });
    await session.run(linesToRead('one\nbad\nthree'));
    expect(session.rows.map(({ label, error }) => label ?? error)).toEqual([
      'positive',
      'This line is too long.',
      'positive',
    ]);
    expect(session.state.phase).toBe('done');
  });

  it('stops between chunks when it is cancelled, and keeps what is there', async () => {
    const started = gate();
    const go = gate();
    const { session } = sessionOn(async (params) => {
      if (params.inputs[0]?.text === 'line 32') {
        started.open();
        await go.opened;
      }
      return classify(params);
    });
    const done = session.run(Array.from({ length: 70 }, (_, line) => ({ line, text: `line ${line}` })));
    await started.opened;
    session.cancel();
    go.open();
    await done;
    expect(session.state).toMatchObject({ phase: 'cancelled', done: 32 });
  });

  it('says why nothing can be classified', async () => {
    const headless = { ...opened, model: { ok: true as const, value: { ...modelInfo, task: null } } };
    const { session } = sessionOn(classify, headless);
    await session.run(linesToRead('one'));
    expect(session.state).toMatchObject({ phase: 'failed', done: 0 });
    expect(session.state.error).toBe(
      'This model has no classification head: BertForSequenceClassification gives no labels for a text.',
    );
  });
});

it('gives the value for regression, and says what was cut', () => {
  const rows = [{ logits: Float32Array.of(0.5), probabilities: Float32Array.of(0.5) }];
  const [row] = lineResults([{ line: 0, text: 'a' }], {
    classification: { problemType: 'regression', labels: ['score'], rows },
    lengths: Int32Array.of(20),
    maxLength: 10,
  });
  expect(row).toMatchObject({ label: null, score: 0.5, tokens: 20, truncated: true });
});

describe('exportLines', () => {
  const row: LineResult = {
    line: 2,
    text: 'He said "no", twice',
    label: 'negative',
    score: 0.75,
    probabilities: [0.75, 0.25],
    tokens: 9,
    truncated: false,
    error: null,
  };
  const failed: LineResult = { ...row, line: 3, label: null, score: null, probabilities: [], error: 'Too long.' };

  it('writes CSV with a heading and quotes', () => {
    expect(exportLines([row, failed], ['negative', 'positive'], 'csv')).toBe(
      [
        'line,text,label,score,p(negative),p(positive),tokens,truncated,error',
        '3,"He said ""no"", twice",negative,0.75,0.75,0.25,9,false,',
        '4,"He said ""no"", twice",,,,,9,false,Too long.',
        '',
      ].join('\n'),
    );
  });

  it('writes one JSON object a line', () => {
    const lines = exportLines([row, failed], ['negative', 'positive'], 'jsonl').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { line: 3, text: row.text, label: 'negative', probabilities: { negative: 0.75, positive: 0.25 } },
      { line: 4, error: 'Too long.', probabilities: {} },
    ]);
  });
});
