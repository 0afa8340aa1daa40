import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelFixture, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';

const training = join(import.meta.dirname, '../../fixtures/training');
const roberta = modelFixture('roberta-sentiment');

interface Scored {
  rows: number;
  failed: number;
  metrics: Record<string, number>;
  labels?: { label: string; support: number }[];
}

async function score(args: string[]): Promise<Scored> {
  const result = await runCli(['score', '--json', ...args]);
  expect(result, result.stderr).toMatchObject({ code: 0 });
  return result.json() as Scored;
}

function jsonLines(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
}

describe('model-lens score', () => {
  it('measures a classifier as Python does, and writes every row with what the model says', async () => {
    const golden = JSON.parse(readFileSync(join(training, 'seqcls-bert/golden.json'), 'utf8')) as {
      texts: string[];
      batches: { indices: number[]; labels: number[] }[][];
      steps: { loss: number }[];
    };
    // The first step of the reference run: its loss is that of the start weights.
    const [{ indices, labels }] = golden.batches[0] as [{ indices: number[]; labels: number[] }];
    const folder = temporaryFolder();
    const names = ['negative', 'neutral', 'positive'];
    const rows = indices.map((index, row) => `"${golden.texts[index]!.replaceAll('"', '""')}",${names[labels[row]!]!}`);
    writeFileSync(join(folder, 'rows.csv'), `sentence,label\n${rows.join('\n')}\n`);
    const out = join(folder, 'out.jsonl');
    const args = [join(folder, 'rows.csv'), '--model', join(training, 'seqcls-bert'), '--column', 'sentence', '--label-column', 'label', '--task', 'text-classification', '--out', out]; // prettier-ignore
    const scored = await score(args);
    expect(scored).toMatchObject({ rows: 16, failed: 0 });
    expect(Math.abs(scored.metrics['loss']! - golden.steps[0]!.loss)).toBeLessThan(1e-4);
    const written = jsonLines(out);
    expect(written.map(({ sentence }) => sentence)).toEqual(indices.map((index) => golden.texts[index]));
    const right = written.filter(({ label, predicted_label }) => label === predicted_label).length;
    expect(scored.metrics['accuracy']).toBeCloseTo(right / 16, 6);
    for (const { probabilities, score, predicted_label } of written) {
      const byLabel = probabilities as Record<string, number>;
      expect(Object.keys(byLabel)).toEqual(names);
      expect(byLabel[predicted_label as string]).toBe(score);
      expect(Math.max(...Object.values(byLabel))).toBe(score);
    }
  });

  it('gives the probabilities that predict gives, whatever the batch, and keeps the order of the file', async () => {
    const folder = temporaryFolder();
    const texts = Array.from(
      { length: 150 },
      (_, index) => `${'the profit rose '.repeat(1 + ((index * 7) % 11))}${index}`,
    );
    writeFileSync(
      join(folder, 'rows.tsv'),
      `text\tnote\n${texts.map((text, index) => `${text}\tn${index}`).join('\n')}\n`,
    );
    const out = join(folder, 'out.csv');
    const scored = await score([join(folder, 'rows.tsv'), '--model', roberta, '--column', 'text', '--out', out]);
    expect(scored).toMatchObject({ rows: 150, failed: 0, metrics: {} });
    const [header, ...lines] = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(header).toMatch(/^line,text,note,predicted_label,score,probability_.*,error$/);
    expect(lines.map((line) => line.split(',')[1])).toEqual(texts);
    const one = await runCli(['predict', '--json', '--model', roberta, '--text', texts[20]!]);
    const { results } = one.json() as { results: { labels: { label: string; probability: number }[] }[] };
    const cells = lines[20]!.split(',');
    expect(cells[3]).toBe(results[0]!.labels[0]!.label);
    expect(Number(cells[4])).toBeCloseTo(results[0]!.labels[0]!.probability, 5);
  });

  it('counts rows that cannot be used, and says why in the file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows.csv'), 'text,label\nGood,positive\n,negative\nBad,neutrl\na,b,c\nFine,neutral\n');
    const out = join(folder, 'out.jsonl');
    const args = [join(folder, 'rows.csv'), '--model', join(training, 'seqcls-bert'), '--column', 'text', '--label-column', 'label', '--out', out]; // prettier-ignore
    expect(await score(args)).toMatchObject({ rows: 5, failed: 3 });
    const errors = jsonLines(out).map(({ line, error }) => [line, error]);
    expect(errors).toEqual([
      [2, undefined],
      [3, 'empty-text'],
      [4, 'unknown-label: neutrl'],
      [5, 'wrong-columns: 3 in place of 2: a | b | c'],
      [6, undefined],
    ]);
  });

  it('scores words, several labels, values and language models', async () => {
    const folder = temporaryFolder();
    const write = (name: string, rows: object[]) => writeFileSync(join(folder, name), rows.map((row) => JSON.stringify(row)).join('\n')); // prettier-ignore
    const of = (name: string, model: string, ...more: string[]) =>
      score([
        join(folder, name),
        '--model',
        join(training, model),
        '--out',
        join(folder, `${name}.out.jsonl`),
        ...more,
      ]);
    write('words.jsonl', [
      { words: ['The', 'bank', 'rose'], tags: [0, 1, 0] },
      { words: ['Shares', 'fell'], tags: [2, 0] },
    ]);
    const words = await of('words.jsonl', 'token-bert', '--column', 'words', '--label-column', 'tags');
    expect(words).toMatchObject({ rows: 2, failed: 0 });
    expect(jsonLines(join(folder, 'words.jsonl.out.jsonl'))[0]!['predicted_labels']).toHaveLength(3);
    expect(words.metrics).toHaveProperty('accuracy');
    write('values.jsonl', [
      { text: 'Profit rose.', value: 1.5 },
      { text: 'Profit fell.', value: -1 },
    ]);
    const values = await of('values.jsonl', 'regression-bert', '--column', 'text', '--label-column', 'value');
    expect(values.metrics['loss']).toBeCloseTo(values.metrics['mse']!, 6);
    const model = jsonLines(join(folder, 'values.jsonl.out.jsonl')).map((row) => Number(row['predicted_value']));
    expect(values.metrics['mse']).toBeCloseTo(((model[0]! - 1.5) ** 2 + (model[1]! + 1) ** 2) / 2, 5);
    write('several.jsonl', [{ text: 'Profit rose.', labels: [] }, { text: 'Profit fell.', labels: [0, 3] }]); // prettier-ignore
    expect((await of('several.jsonl', 'multilabel-bert', '--column', 'text', '--label-column', 'labels')).metrics).toHaveProperty('f1'); // prettier-ignore
    write('texts.jsonl', [{ text: 'The bank raised its dividend.' }, { text: 'Shares fell.' }]);
    const gpt2 = await of('texts.jsonl', 'causal-gpt2');
    expect(gpt2.metrics['perplexity']).toBeCloseTo(Math.exp(gpt2.metrics['loss']!), 3);
    write('targets.jsonl', [{ text: 'reverse: the bank rose', target: 'rose bank the' }]);
    const t5 = await of('targets.jsonl', 'seq2seq-t5', '--column', 'text', '--label-column', 'target');
    expect(t5.metrics['loss']).toBeGreaterThan(0);
  });

  it('refuses what makes no sense before any work, in plain words', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows.csv'), 'text,label\nGood,positive\n');
    const rows = join(folder, 'rows.csv');
    const model = ['--model', join(training, 'seqcls-bert')];
    const fails = async (args: string[], code: number, message: RegExp): Promise<void> => {
      const result = await runCli(['score', '--json', ...args]);
      expect(result.code, result.stdout).toBe(code);
      expect((result.json() as { error: { message: string } }).error.message).toMatch(message);
    };
    const out = join(folder, 'out.csv');
    await fails([rows, ...model, '--out', join(folder, 'out.xlsx')], 2, /ends in neither/);
    await fails([rows, ...model, '--out', out, '--column', 'sentence'], 1, /no column "sentence"/);
    await fails([rows, ...model, '--out', out, '--task', 'token-classification'], 1, /cannot be scored/);
    await fails([join(folder, 'none.csv'), ...model, '--out', out], 1, /does not exist/);
    expect(readdirSync(folder)).toEqual(['rows.csv']);
  });

  it('leaves no file behind when it is stopped', async () => {
    const folder = temporaryFolder();
    const rows = Array.from(
      { length: 60_000 },
      (_, index) => `the profit of the company rose by ${index} per cent this year`,
    );
    writeFileSync(join(folder, 'rows.csv'), `text\n${rows.join('\n')}\n`);
    const result = await runCli(
      [
        'score',
        '--json',
        join(folder, 'rows.csv'),
        '--model',
        roberta,
        '--column',
        'text',
        '--out',
        join(folder, 'out.csv'),
      ],
      {
        // prettier-ignore
        started: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
      },
    );
    expect(result.code).toBe(1);
    expect((result.json() as { error: { code: string } }).error.code).toBe('cancelled');
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['rows.csv']);
  });
});
