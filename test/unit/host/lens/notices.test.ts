import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../src/common/contracts/lens';
import { errorCodes, LensError } from '../../../../src/common/errors/lens-error';
import { failureNotice } from '../../../../src/host/lens/notices/failure-notice';
import { fellBackNotice, leftToCpuNotice, modelNotices } from '../../../../src/host/lens/notices/model-notices';
import { workFailed } from '../../../../src/host/lens/run/read-with-model';
import { pinnedNotice } from '../../../../src/host/lens/notices/state-notices';
import { slidingNotice, truncationNotice } from '../../../../src/host/lens/notices/truncation-notice';
import { typedText } from '../../../../src/host/lens/source/read-text';
import { editorText, modelInfo, opened, runOf, runRow } from '../fakes';

const summary = (notice: Notice | null | undefined) =>
  notice && [notice.id, notice.title, notice.detail, notice.actions.map(({ action }) => action)];

describe('truncationNotice', () => {
  const text = `${'word '.repeat(10)}\nfrom here however, it goes on`;
  const at = text.indexOf('however');

  it('says how much was read, and the word and line where the cut is', () => {
    const run = runOf([runRow({ length: 512, cut: 236, cutSpan: [at, text.length] })]);
    expect(summary(truncationNotice(run, editorText(text)))).toEqual([
      'truncated',
      '512 of 748 tokens were read',
      'The rest, from “however,” in line 4, was cut.',
      ['showCutText', 'slideWindow'],
    ]);
  });

  it('speaks of the beginning when that was cut', () => {
    const run = runOf([runRow({ length: 512, cut: 236, cutSpan: [0, at] })]);
    expect(truncationNotice(run, typedText(text, null))?.detail).toBe('What comes before “however,” was cut.');
  });

  it('counts the texts of a batch, and is silent when nothing was cut', () => {
    const cut = runRow({ input: 1, length: 512, cut: 8, cutSpan: [0, 4] });
    const run = runOf([runRow(), cut, runRow({ input: 2 })]);
    expect(truncationNotice(run, editorText('a', 'b', 'c'))?.title).toBe('1 of 3 texts were cut at 512 tokens');
    expect(truncationNotice(runOf([runRow()]), editorText('a'))).toBeNull();
  });
});

it('says that a window slides, only where there are several', () => {
  const windows = runOf([runRow(), runRow({ window: 1 }), runRow({ window: 2 })]);
  expect(summary(slidingNotice(windows))).toEqual([
    'sliding',
    '3 windows of at most 512 tokens each',
    null,
    ['stopSliding'],
  ]);
  expect(slidingNotice(runOf([runRow(), runRow({ input: 1 })]))).toBeNull();
});

describe('modelNotices', () => {
  const withModel = (change: Partial<typeof modelInfo>) =>
    modelNotices({ ...opened, model: { ok: true, value: { ...modelInfo, ...change } } });

  it('has nothing to say of a model that can classify', () => {
    expect(modelNotices(opened)).toEqual([]);
    expect(modelNotices({ ...opened, storage: 'float32' })).toEqual([]);
  });

  it.each([
    ['16-bit', 'The weights are kept in 16 bits', /made float32 a part at a time/],
    ['8-bit', 'The weights are kept in 8-bit blocks', /rounded to 8 bits: results differ a little/],
    ['4-bit', 'The weights are kept in 4-bit blocks', /rounded to 4 bits: results differ more/],
  ] as const)('says that weights are kept otherwise: %s', (storage, title, detail) => {
    const [notice] = modelNotices({ ...opened, storage });
    expect(notice).toMatchObject({
      id: 'kept-weights',
      severity: 'info',
      title,
      detail: expect.stringMatching(detail) as string,
    });
    expect(notice?.actions.map(({ action }) => action)).toEqual(['chooseWeights']);
    const failed = { ok: false, error: { code: 'unsupported', message: 'No.' } } as const;
    expect(modelNotices({ ...opened, model: failed, storage }).map(({ id }) => id)).toEqual(['unsupported']);
  });

  it('names the tensors of a head that is not there', () => {
    expect(summary(withModel({ missingHead: ['classifier.weight'] })[0])).toEqual([
      'missing-head',
      'This checkpoint has no trained head',
      'classifier.weight is not in model.safetensors.',
      ['chooseModel', 'useSample', 'openConfig'],
    ]);
    const many = withModel({ missingHead: ['a', 'b', 'c', 'd', 'e', 'f'], weightFiles: ['1', '2'] });
    expect(many[0]?.detail).toBe('a, b, c, d and 2 more are not in the weight files.');
  });

  it('says that a bare encoder gives no labels', () => {
    const [notice] = withModel({ task: null, className: 'BertModel' });
    expect(summary(notice)?.slice(0, 3)).toEqual([
      'no-head',
      'This model has no classification head',
      'BertModel gives no labels for a text.',
    ]);
  });

  it('says once that a folder holds no model', () => {
    const missing = (message: string) => ({ ok: false as const, error: { code: 'not-found' as const, message } });
    const notices = modelNotices({ tokenizer: missing('No tokenizer.'), model: missing('There is no config.json.') });
    expect(notices.map(({ detail }) => detail)).toEqual(['There is no config.json.']);
  });

  it('says what an unsupported architecture is, and that of a broken tokenizer', () => {
    const error = { code: 'unsupported' as const, message: 'The architecture xlnet is not covered yet.' };
    const broken = { code: 'bad-file' as const, message: 'tokenizer.json is not valid JSON.' };
    const notices = modelNotices({ tokenizer: { ok: false, error: broken }, model: { ok: false, error } });
    expect(notices.map(({ id, severity, detail }) => [id, severity, detail])).toEqual([
      ['tokenizer', 'error', broken.message],
      ['unsupported', 'unsupported', error.message],
    ]);
  });
});

it('has words for every kind of failure, at most three actions, and no stack trace', () => {
  for (const code of errorCodes) {
    const notice = failureNotice({ code, message: 'The reason.', help: 'The help.', details: 'at file.ts:1' });
    expect(notice.title).toMatch(/^[A-Z][^.!]+$/);
    expect([notice.detail, notice.help]).toEqual(['The reason.', 'The help.']);
    expect(notice.actions.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(notice)).not.toContain('file.ts');
  }
});

it('names what is pinned and what fell back', () => {
  const pinned = pinnedNotice(editorText('I am excited to learn about transformers today'));
  expect(pinned.title).toBe('Pinned to feedback.md:3, “I am excited to learn about transformers…”');
  expect(fellBackNotice('webgpu', 'cpu', 'No adapter.').title).toBe('Ran on CPU: WebGPU does not work here');
  expect(leftToCpuNotice('coreml').title).toBe('Ran on CPU: CoreML takes no part of this model');
});

it('says once what keeps both the tokenizer and the model from working', () => {
  const broken = { ok: false, error: { code: 'bad-file', message: 'config.json is not valid JSON.' } } as const;
  expect(modelNotices({ tokenizer: broken, model: broken }).map(({ id }) => id)).toEqual(['bad-file']);
  const other = { ok: false, error: { code: 'bad-file', message: 'tokenizer.json is not valid JSON.' } } as const;
  expect(modelNotices({ tokenizer: other, model: broken }).map(({ id }) => id)).toEqual(['tokenizer', 'bad-file']);
});

it('offers to stop sliding when there are too many windows', () => {
  const tooBig = new LensError('too-big', 'The text takes 20,000 windows.', 'Select a part of it.');
  expect(summary(workFailed(tooBig, true))?.[3]).toEqual(['stopSliding']);
  expect(summary(workFailed(tooBig))?.[3]).toEqual([]);
});
