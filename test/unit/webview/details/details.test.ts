import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeightsChoice } from '../../../../src/common/contracts/hub/assessment';
import type { ModelInfo } from '../../../../src/common/contracts/model';
import { blocksOf } from '../../../../webview/details/config/blocks';
import { groupFiles } from '../../../../webview/details/files/group-files';
import { choiceLabel } from '../../../../webview/details/head/choices';
import { dayWords, languageWords } from '../../../../webview/details/head/fact-words';
import { beginningOf, withoutFrontMatter } from '../../../../webview/details/readme/front-matter';
import { slugOf } from '../../../../webview/details/readme/links';
import { markdownToHtml } from '../../../../webview/details/readme/markdown';

describe('front matter', () => {
  it('is taken off where it is, and only there', () => {
    expect(withoutFrontMatter('---\nlicense: mit\n---\n# A\n---\nb')).toBe('# A\n---\nb');
    expect(withoutFrontMatter('\uFEFF---\r\nlicense: mit\r\n---\r\n# A')).toBe('# A');
    expect(withoutFrontMatter('---\n---\n# A')).toBe('# A');
    expect(withoutFrontMatter('---\nlicense: mit\n---')).toBe('');
    for (const text of ['# A\n---\nb\n---\n', '--- a\n---\n', '---\nnever closed', '', '----\na\n---\n']) {
      expect(withoutFrontMatter(text)).toBe(text);
    }
  });
});

describe('the beginning of a text', () => {
  it('ends with a paragraph where one is near', () => {
    expect(beginningOf('short', 10)).toBe(null);
    expect(beginningOf('aaaaaa\n\nbbbbbb', 10)).toBe('aaaaaa');
    expect(beginningOf('a\n\nbbbbbbbbbbbbbb', 10)).toBe('a\n\nbbbbbbb');
  });

  it('is one, and within its bound', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', 'é') }),
        fc.integer({ min: 1, max: 20 }),
        (text, most) => {
          const beginning = beginningOf(text, most);
          if (beginning === null) expect(text.length).toBeLessThanOrEqual(most);
          else {
            expect(beginning.length).toBeLessThanOrEqual(most);
            expect(text.startsWith(beginning)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('Markdown', () => {
  it('aligns cells without styles, and makes links of whole addresses alone', () => {
    const html = markdownToHtml('| a | b |\n|:-:|---|\n| https://a.example | b.example |');
    expect(html).toContain('<th align="center">a</th>');
    expect(html).toContain('<td>b.example</td>');
    expect(html).not.toContain('style');
    expect(html).toContain('<a href="https://a.example">');
  });

  it('names headings as GitHub does', () => {
    expect(['Usage, with ONNX!', ' How to Get Started ', 'C++ & Rust', 'Über_uns 模型'].map(slugOf)).toEqual([
      ...['usage-with-onnx', 'how-to-get-started', 'c--rust', 'über_uns-模型'],
    ]);
  });
});

describe('facts', () => {
  it('name languages and days', () => {
    expect(languageWords(['en'], 'en')).toBe('English');
    expect(languageWords(['de', 'multilingual', 'hi', 'fr', 'x'], 'en')).toBe('German, multilingual, Hindi and 2 more');
    expect(languageWords(['not a code at all', 'a-b-c-d-e-f'], 'en')).toBe('not a code at all, a-b-c-d-e-f');
    expect(dayWords('2023-12-19T23:59:59.000Z', 'en')).toBe('19 December 2023');
    expect(dayWords('2023-12-19', 'de')).toBe('19. Dezember 2023');
    expect(dayWords('yesterday', 'en')).toBe(null);
  });

  it('never stop at a language that somebody made up', () => {
    const codes = fc.array(fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/)));
    fc.assert(
      fc.property(codes, (all) => {
        expect(languageWords(all, 'en')).toBeTypeOf('string');
      }),
    );
  });
});

describe('weights', () => {
  const choice: WeightsChoice = {
    ...{ path: 'model.safetensors', format: 'safetensors', dtypes: ['float32'], files: [] },
    ...{ bytes: 268e6, memoryBytes: 1, problem: null },
  };

  it('are told by format, numbers and size, by name where others are like them, and why they do not run', () => {
    const onnx: WeightsChoice = { ...choice, path: 'onnx/model.onnx', format: 'onnx', dtypes: [] };
    expect(choiceLabel(choice, [choice, onnx])).toBe('safetensors, float32, 268 MB');
    expect(choiceLabel(onnx, [choice, onnx])).toBe('ONNX, 268 MB');
    expect(choiceLabel(onnx, [onnx, { ...onnx, path: 'b' }])).toBe('ONNX, 268 MB, onnx/model.onnx');
    expect(choiceLabel({ ...onnx, problem: 'too big' }, [onnx])).toBe('ONNX, 268 MB: too big');
  });
});

describe('files', () => {
  it('are folded by folder, those that are needed first', () => {
    const files = ['b.txt', 'onnx/z.bin', 'a.bin', 'onnx/a/model.onnx', 'c.json'].map((path) => ({ path, bytes: 10 }));
    const groups = groupFiles(files, ['c.json', 'onnx/a/model.onnx']);
    expect(groups.map(({ path, bytes, needed }) => [path, bytes, needed])).toEqual([
      ['c.json', 10, true],
      ['onnx/', 20, true],
      ['a.bin', 10, false],
      ['b.txt', 10, false],
    ]);
    expect(groups[1]?.files?.map(({ path }) => path)).toEqual(['onnx/a/model.onnx', 'onnx/z.bin']);
  });

  it('are all there, whatever their names', () => {
    const paths = fc.uniqueArray(
      fc.array(fc.constantFrom('a', '__proto__', 'é'), { minLength: 1 }).map((p) => p.join('/')),
    );
    fc.assert(
      fc.property(paths, (all) => {
        const groups = groupFiles(
          all.map((path) => ({ path, bytes: 1 })),
          [],
        );
        const listed = groups.flatMap(({ path, files }) => files?.map((file) => file.path) ?? [path]);
        expect(listed.sort()).toEqual([...all].sort());
        expect(groups.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(all.length);
      }),
    );
  });
});

describe('blocks', () => {
  const info: ModelInfo = {
    ...{ architecture: 'distilbert', className: null, kind: 'encoder-only', task: 'text-classification' },
    ...{ layers: 6, heads: 12, hiddenSize: 768, vocabSize: 30_522, maxPositions: 512, parameters: 66_955_010 },
    ...{ dtypes: [], weightFiles: [], weightBytes: 0, labels: ['a', 'b'], problemType: null, missingHead: [] },
  };

  it('give the numbers that follow from the config', () => {
    const blocks = blocksOf(info);
    expect(blocks?.embeddings.size).toBe('30,522 × 768');
    // 4 matrices of 768 × 768 with their biases: 2,362,368.
    expect(blocks?.layers.parts[0]).toEqual({ label: 'Attention, 12 heads of 64', size: '2.4 M' });
    expect(blocks?.head).toEqual({ label: 'Classification head', size: '2 labels' });
  });

  it('give none where they do not follow', () => {
    const other = blocksOf({ ...info, architecture: 'albert', labels: ['a'], task: 'token-classification' });
    expect(other?.embeddings.size).toBe('30,522 tokens');
    expect(other?.layers.parts[0]).toEqual({ label: 'Attention, 12 heads', size: null });
    expect(other?.head).toEqual({ label: 'Token classification head', size: '1 label' });
    expect(blocksOf({ ...info, layers: null })).toBe(null);
    expect(blocksOf({ ...info, heads: null, hiddenSize: null, vocabSize: null, task: null })).toMatchObject({
      embeddings: { size: null },
      layers: { parts: [{ label: 'Attention', size: null }, { label: 'MLP' }] },
      head: null,
    });
  });
});
