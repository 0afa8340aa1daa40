import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvaluationLine, StepLine } from '../../../../src/common/contracts/training/run-folder';
import type { RunFile } from '../../../../src/common/contracts/training/run-file';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { evaluate } from '../../../../src/engine/train/loop/evaluate';
import { beginning, trainingLoop } from '../../../../src/engine/train/loop/training-loop';
import { StepMaker } from '../../../../src/engine/train/loop/train-step';
import { collectorFor } from '../../../../src/engine/train/metrics/collector-for';
import { AdamW } from '../../../../src/engine/train/optimizer/adamw';
import { makePlan } from '../../../../src/engine/train/schedule/plan';
import type { TrainableModel } from '../../../../src/engine/train/trainable-model';
import { batchOf, caseFolder, kindOf, openCase, readCaseTensors, trainingCases } from '../model/support/training-case';
import { goldenData, goldenSettings, readGolden } from './golden';

interface Trained {
  readonly steps: StepLine[];
  readonly evaluations: EvaluationLine[];
}

/** Trains a case for all its steps, telling of each. */
async function train(
  name: string,
  model: TrainableModel,
  { changes = {}, rowsAtOnce = Infinity, after = () => undefined }: TrainChoices = {},
): Promise<Trained> {
  const settings = goldenSettings(name, changes);
  const data = goldenData(name);
  const trained: Trained = { steps: [], evaluations: [] };
  const optimizer = new AdamW(model.parameters, settings);
  const measured = { task: settings.task, problemType: data.problemType, labels: data.labels };
  await trainingLoop(
    {
      settings,
      plan: makePlan(settings, data.train.length),
      train: data.train,
      steps: new StepMaker({ model, optimizer, collate: data.collate, settings }, rowsAtOnce),
      evaluate: () =>
        evaluate(data.validation, collectorFor(measured), {
          model,
          collate: data.collate,
          rows: 16,
          progress: () => true,
        }),
    },
    { ...beginning },
    {
      step: (line) => {
        trained.steps.push(line);
        after(line.step, model);
      },
      evaluation: (line) => Promise.resolve(void trained.evaluations.push(line)),
      save: () => Promise.resolve(),
      best: () => Promise.resolve(),
      stopRequested: () => false,
      breathe: () => undefined,
    },
  );
  return trained;
}

interface TrainChoices {
  readonly changes?: Partial<RunFile>;
  readonly rowsAtOnce?: number;
  readonly after?: (step: number, model: TrainableModel) => void;
}

describe.each(Object.keys(trainingCases))('%s, trained for all its steps', (name) => {
  it("has PyTorch's losses, gradient norms and learning rates", async () => {
    const { model } = await openCase(name);
    const { steps } = await train(name, model);
    const golden = readGolden(name);
    expect(steps).toHaveLength(golden.hyper_parameters.total_steps);
    for (const [index, wanted] of golden.steps.entries()) {
      const step = steps[index]!;
      expect(Math.abs(step.loss! - wanted.loss), `loss of step ${index + 1}`).toBeLessThan(1e-4);
      expect(Math.abs(step.grad_norm! / wanted.grad_norm - 1), `norm of step ${index + 1}`).toBeLessThan(1e-3);
      expect(Math.abs(step.learning_rate - wanted.learning_rate)).toBeLessThan(1e-12);
    }
    await model.dispose();
  });
});

/**
 * The largest difference of any weight from those of a file. The biases of keys are left out: they move all scores of a
 * query alike, so their gradient is 0 but for rounding, which Adam makes steps of.
 */
function farthest(model: Pick<TrainableModel, 'tensors'>, expected: ReadonlyMap<string, Tensor>): number {
  const weights = new Map(model.tensors.map(({ name, data }) => [name, data]));
  let most = 0;
  for (const [name, { data }] of expected) {
    if (name.endsWith('self.key.bias')) continue;
    const own = weights.get(name)!;
    data.forEach((value, index) => (most = Math.max(most, Math.abs(Number(value) - own[index]!))));
  }
  return most;
}

describe('the weights of seqcls-bert', () => {
  it("are PyTorch's after steps 2, 5 and 18, and so are its evaluations", async () => {
    const files = { 2: 'weights_step2', 5: 'weights_step5', 18: 'weights_final' };
    const expected = new Map<number, Map<string, Tensor>>();
    for (const [step, file] of Object.entries(files)) {
      expected.set(Number(step), await readSafetensors(join(caseFolder('seqcls-bert'), `${file}.safetensors`)));
    }
    const distances: number[] = [];
    const { model } = await openCase('seqcls-bert');
    const { evaluations } = await train('seqcls-bert', model, {
      after: (step) => {
        const wanted = expected.get(step);
        if (wanted) distances.push(farthest(model, wanted));
      },
    });
    expect(distances).toHaveLength(3);
    // A weight moves by about the learning rate (5e-4) a step, whatever its gradient.
    for (const distance of distances) expect(distance).toBeLessThan(5e-6);
    const golden = readGolden('seqcls-bert').evaluations!.slice(1);
    for (const [index, { loss, accuracy }] of golden.entries()) {
      expect(evaluations[index]!.eval_loss).toBeCloseTo(loss, 4);
      expect(evaluations[index]!['eval_accuracy']).toBe(accuracy);
    }
    await model.dispose();
  });
});

describe('the adapter of lora-bert', () => {
  it("is peft's after all steps, and the weights that it was put beside are as they were", async () => {
    const { model, adapter } = await openCase('lora-bert');
    const before = new Map(model.tensors.map(({ name, data }) => [name, data.slice()]));
    await train('lora-bert', model);
    const final = await readCaseTensors('lora-bert', 'adapter-final/adapter_model.safetensors');
    expect(adapter!.tensors.map(({ name }) => name).sort()).toEqual([...final.keys()].sort());
    // A weight moves by about the learning rate (5e-3) a step, whatever its gradient.
    expect(farthest(adapter!, final)).toBeLessThan(5e-5);
    for (const { name, data } of model.tensors) {
      expect(data.every((value, index) => value === before.get(name)![index]!)).toBe(!name.startsWith('classifier'));
    }
    await expectLogits(model);
    // So are those of a model whose weights have the matrices in them.
    for (const tensor of model.tensors) tensor.data.set(adapter!.merged(tensor) ?? tensor.data);
    for (const { name, data } of adapter!.tensors) if (name.endsWith('lora_B.weight')) data.fill(0);
    await expectLogits(model);
    await model.dispose();
  });
});

async function expectLogits(model: TrainableModel): Promise<void> {
  const [, wanted] = [...(await readCaseTensors('lora-bert', 'logits_final.safetensors'))][0]!;
  const { logits } = await model.evaluate(batchOf(readGolden('lora-bert').batches[0]![0]!, kindOf('lora-bert')));
  expect(logits.dims).toEqual(wanted.dims);
  wanted.data.forEach((value, index) => expect(logits.data[index]).toBeCloseTo(Number(value), 4));
}

describe('micro-batches', () => {
  it.each(['seqcls-bert', 'causal-gpt2', 'accumulate-gpt2', 'multilabel-bert'])(
    'of 3 rows change nothing of %s',
    async (name) => {
      const { model } = await openCase(name);
      const { steps } = await train(name, model, { rowsAtOnce: 3 });
      for (const [index, { loss, grad_norm }] of readGolden(name).steps.entries()) {
        expect(Math.abs(steps[index]!.loss! - loss)).toBeLessThan(1e-4);
        expect(Math.abs(steps[index]!.grad_norm! / grad_norm - 1)).toBeLessThan(1e-3);
      }
      await model.dispose();
    },
  );
});
