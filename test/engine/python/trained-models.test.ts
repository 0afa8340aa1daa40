import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { temporaryFolder } from '../support/fixtures';
import { goldenRun } from '../train/run/support/golden-run';
import { runPython } from './support/run-python';

/** The class that each reference run trains. */
const classes: Readonly<Record<string, string>> = {
  'seqcls-bert': 'AutoModelForSequenceClassification',
  'seqcls-distilbert': 'AutoModelForSequenceClassification',
  'seqcls-roberta': 'AutoModelForSequenceClassification',
  'multilabel-bert': 'AutoModelForSequenceClassification',
  'regression-bert': 'AutoModelForSequenceClassification',
  'token-bert': 'AutoModelForTokenClassification',
  'causal-gpt2': 'AutoModelForCausalLM',
  'causal-llama': 'AutoModelForCausalLM',
  'seq2seq-t5': 'AutoModelForSeq2SeqLM',
};

interface Opened {
  missing: string[];
  unexpected: string[];
  mismatched: string[];
  type: string;
  labels: Record<string, string>;
  ids: number[];
  generation: boolean;
  same: boolean;
}

/** Opens a folder as a person would, and compares every tensor with what was written. */
function openingProgram(folder: string, auto: string): string {
  return `
import json, torch
from transformers import ${auto}, AutoTokenizer
from safetensors.torch import load_file
folder = ${JSON.stringify(folder)}
model, info = ${auto}.from_pretrained(folder, output_loading_info=True)
tokenizer = AutoTokenizer.from_pretrained(folder)
state = model.state_dict()
print(json.dumps({
    "missing": sorted(info["missing_keys"]), "unexpected": sorted(info["unexpected_keys"]),
    "mismatched": sorted(str(key) for key in info["mismatched_keys"]), "type": type(model).__name__,
    "labels": model.config.id2label, "ids": tokenizer("The bank fell.")["input_ids"],
    "generation": getattr(model, "generation_config", None) is not None,
    "same": all(torch.equal(state[name], tensor) for name, tensor in load_file(folder + "/model.safetensors").items()),
}))
`;
}

describe.skipIf(inject('transformersPython') === null)('Python opens', () => {
  it('every kind of model that was trained, with every weight as it was written', { timeout: 180_000 }, async () => {
    const folders = new Map<string, string>();
    for (const name of Object.keys(classes)) {
      const folder = temporaryFolder();
      await goldenRun({ folder, name, settings: { max_steps: 2, eval_strategy: 'no', save_strategy: 'steps' } });
      folders.set(name, folder);
    }
    const programs = [...folders].flatMap(([name, folder]) =>
      ['best', 'final', 'checkpoints/checkpoint-2'].map((place) => openingProgram(join(folder, place), classes[name]!)),
    );
    const opened = runPython(programs).map((output) => JSON.parse(output) as Opened);
    expect(opened).toHaveLength(3 * folders.size);
    for (const [index, { missing, unexpected, mismatched, same, ids }] of opened.entries()) {
      const name = [...folders.keys()][Math.floor(index / 3)];
      expect({ name, missing, unexpected, mismatched, same }).toEqual({
        ...{ name, missing: [], unexpected: [], mismatched: [], same: true },
      });
      expect(ids.length).toBeGreaterThan(2);
    }
    expect(opened[0]).toMatchObject({
      type: 'BertForSequenceClassification',
      labels: { 0: 'negative', 1: 'neutral', 2: 'positive' },
    });
    expect(opened.at(-1)).toMatchObject({ type: 'T5ForConditionalGeneration', generation: true });
  });

  it('a model with labels of its own, whose head is new', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const labels = ['no', 'yes', 'maybe', 'never'];
    const settings = { max_steps: 1, eval_strategy: 'no', labels } as const;
    await goldenRun({ folder, settings, data: (data) => ({ ...data, labels }) });
    const program = openingProgram(join(folder, 'final'), classes['seqcls-bert']!);
    const opened = JSON.parse(runPython([program])[0]!) as Opened;
    expect(opened).toMatchObject({ missing: [], mismatched: [], same: true });
    expect(opened.labels).toEqual({ 0: 'no', 1: 'yes', 2: 'maybe', 3: 'never' });
    const tensors = await readSafetensors(join(folder, 'final', 'model.safetensors'));
    expect(tensors.get('classifier.weight')?.dims[0]).toBe(4);
  });
});
