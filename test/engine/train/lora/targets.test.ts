import { describe, expect, it } from 'vitest';
import type { LinearModule } from '../../../../src/engine/train/lora/linear-modules';
import { isSaved, savedModules } from '../../../../src/engine/train/lora/saved-modules';
import { defaultTargets, targeted } from '../../../../src/engine/train/lora/target-modules';

const modules = ['h.0.q', 'h.0.seq', 'h.1.q', 'h.1.mlp.fc', 'lm_head'].map((module): LinearModule => ({
  module,
  weight: `${module}.weight`,
  layout: 'out-in',
  inputs: 2,
  outputs: 2,
}));

describe('target_modules', () => {
  it.each([
    [['q'], ['h.0.q', 'h.1.q']],
    [
      ['mlp.fc', 'h.0.seq'],
      ['h.0.seq', 'h.1.mlp.fc'],
    ],
    [String.raw`h\.1\..*`, ['h.1.q', 'h.1.mlp.fc']],
    ['h.0.q|lm_head', ['h.0.q', 'lm_head']],
    ['All-Linear', ['h.0.q', 'h.0.seq', 'h.1.q', 'h.1.mlp.fc']],
  ])('%j are %j', (targets, found) => {
    expect(targeted(targets, modules).map(({ module }) => module)).toEqual(found);
  });

  it.each([[['q', 'query']], ['q'], [['eq']], ['(']])('%j is refused, with what there is', (targets) => {
    expect(() => targeted(targets, modules)).toThrow(
      expect.objectContaining({ code: 'usage', help: expect.stringMatching(/q, seq, fc, lm_head|regular/) as string }),
    );
  });

  it('gives a pattern that goes on for ever an end', () => {
    const long: LinearModule = { module: 'a'.repeat(60), weight: '', layout: 'out-in', inputs: 2, outputs: 2 };
    expect(() => targeted('(a|aa)+!', [long])).toThrow('takes too long to match');
  });

  it('is one expression: brackets that close another are none', () => {
    expect(() => targeted('h)|(lm_head', modules)).toThrow('is no regular expression');
  });

  it('has no default for an architecture that nobody knows', () => {
    expect(defaultTargets('umt5', modules)).toEqual(['q', 'v']);
    expect(() => defaultTargets('abacus', modules)).toThrow('no default for lora of the architecture abacus');
  });
});

describe('modules that are trained whole', () => {
  it('are those of the task, and whatever is new', () => {
    const initialised = ['classifier.weight', 'classifier.bias', 'bert.pooler.dense.weight', 'bert.pooler.dense.bias'];
    const saved = savedModules('text-classification', initialised);
    expect(saved).toEqual(['classifier', 'score', 'bert.pooler.dense']);
    expect(savedModules('text-generation', [])).toEqual([]);
    expect(savedModules('fill-mask', ['cls.predictions.bias', 'cls.predictions.transform.dense.weight'])).toEqual([
      'cls.predictions',
    ]);
  });

  it.each([
    ['classifier.weight', true],
    ['classifier.out_proj.bias', true],
    ['pre_classifier.weight', true],
    ['bert.encoder.layer.0.output.dense.weight', false],
    ['classifier_norm.weight', false],
  ])('%s: %s', (name, wanted) => {
    expect(isSaved(name, ['classifier', 'score'])).toBe(wanted);
  });
});
