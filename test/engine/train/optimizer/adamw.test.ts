import { describe, expect, it } from 'vitest';
import { AdamW } from '../../../../src/engine/train/optimizer/adamw';
import { clipScale } from '../../../../src/engine/train/optimizer/clip-scale';
import type { TrainableParameter } from '../../../../src/engine/train/trainable-model';

// torch 2.15: AdamW(lr=0.01, betas=(0.9, 0.98), eps=1e-6), weight decay 0.1 on the weight alone, clip_grad_norm_(1.5).
const gradients = [
  { weight: [0.1, -0.2, 0, 3, 1e-7], bias: [1, -2] },
  { weight: [0.4, 0.2, -0.5, -3, 2e-7], bias: [0.5, 0.25] },
  { weight: [0, 0, 0, 0, 0], bias: [0, 0] },
];
const expected = [
  {
    norm: 3.748332977294922,
    weight: [0.4895002543926239, -1.2387501001358032, 1.9980000257492065, -0.009999994188547134, 0.0006142202764749527],
    bias: [0.2900000214576721, -0.6899999976158142],
  },
  {
    norm: 3.124500036239624,
    weight: [0.4803972840309143, -1.2389382123947144, 2.0034079551696777, -0.008563168346881866, -3.352755447849631e-5],
    bias: [0.2804037928581238, -0.6844521760940552],
  },
  {
    norm: 0,
    weight: [0.4732263386249542, -1.2388075590133667, 2.00715708732605, -0.007446310017257929, -0.0004471690335776657],
    bias: [0.27294987440109253, -0.680142879486084],
  },
];

function parameters(): TrainableParameter[] {
  return [
    { name: 'weight', shape: [5], data: Float32Array.of(0.5, -1.25, 2, 0, 1e-3), decay: true },
    { name: 'bias', shape: [2], data: Float32Array.of(0.3, -0.7), decay: false },
  ];
}

async function makeStep(optimizer: AdamW, step: number): Promise<number> {
  const given = new Map(Object.entries(gradients[step]!).map(([name, values]) => [name, Float32Array.from(values)]));
  const taken = await optimizer.take(given);
  await optimizer.step(taken, { learningRate: 0.01, gradientScale: clipScale(taken.norm, 1.5) });
  return taken.norm;
}

const [count, length] = [11, 100_000];

/** Enough of them for other threads. */
function manyParameters(): TrainableParameter[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ name: String(index), shape: [length], decay: index % 2 === 0 },
    data: Float32Array.from({ length }, (_, at) => ((at * 31 + index) % 97) / 97 - 0.5),
  }));
}

function manyGradients(step: number): Map<string, Float32Array> {
  const gradient = (index: number) =>
    Float32Array.from({ length }, (_, at) => ((at * 17 + index + step) % 89) / 89 - 0.5);
  return new Map(Array.from({ length: count }, (_, index) => [String(index), gradient(index)]));
}

const settings = { adam_beta1: 0.9, adam_beta2: 0.98, adam_epsilon: 1e-6, weight_decay: 0.1 };

describe('AdamW', () => {
  it("changes weights as torch's does, clipped and with the decay where it is asked for", async () => {
    const trained = parameters();
    const optimizer = new AdamW(trained, settings);
    for (const [step, { norm, weight, bias }] of expected.entries()) {
      expect(await makeStep(optimizer, step)).toBeCloseTo(norm, 6);
      trained[0]!.data.forEach((value, index) => expect(value).toBeCloseTo(weight[index]!, 6));
      trained[1]!.data.forEach((value, index) => expect(value).toBeCloseTo(bias[index]!, 6));
    }
    expect(optimizer.steps).toBe(3);
  });

  it('goes on from its moments, bit for bit', async () => {
    const whole = parameters();
    const optimizer = new AdamW(whole, settings);
    for (const step of [0, 1, 2]) await makeStep(optimizer, step);
    const half = parameters();
    const before = new AdamW(half, settings);
    await makeStep(before, 0);
    const after = new AdamW(half, settings);
    for (const [name, { average, averageOfSquares }] of before.moments) {
      after.moments.get(name)!.average.set(average);
      after.moments.get(name)!.averageOfSquares.set(averageOfSquares);
    }
    after.resume(before.steps);
    for (const step of [1, 2]) await makeStep(after, step);
    expect(half).toEqual(whole);
  });

  it('computes the same, bit for bit, where other threads do a part of it', async () => {
    const trained = [1, 3].map((threads) => ({ model: manyParameters(), threads }));
    for (const { model, threads } of trained) {
      const optimizer = new AdamW(model, settings, threads);
      for (const step of [1, 2]) {
        const taken = await optimizer.take(manyGradients(step));
        expect(taken.own.size < model.length).toBe(threads > 1);
        await optimizer.step(taken, { learningRate: 0.01, gradientScale: clipScale(taken.norm, 1.5) });
      }
      await optimizer.dispose();
    }
    const [alone, shared] = trained.map(({ model }) => model.map(({ data }) => Buffer.from(data.buffer)));
    expect(alone!.every((bytes, index) => bytes.equals(shared![index]!))).toBe(true);
  });

  it('leaves gradients in shared memory, and those that several parameters have, where they are', async () => {
    const optimizer = new AdamW(manyParameters(), settings, 2);
    const given = manyGradients(1);
    const shared = new Float32Array(new SharedArrayBuffer(4 * length)).fill(0.5);
    given.set('0', shared).set('1', given.get('2')!);
    const taken = await optimizer.take(given);
    expect([...taken.own.keys()]).toEqual(expect.arrayContaining([0, 1, 2]));
    await optimizer.step(taken, { learningRate: 0.01, gradientScale: 1 });
    expect(shared.every((value) => value === 0.5)).toBe(true);
    await optimizer.dispose();
  });

  it('refuses a gradient of another size', async () => {
    const optimizer = new AdamW(parameters(), settings);
    const gradient = new Map([['bias', new Float32Array(3)]]);
    await expect(optimizer.take(gradient)).rejects.toThrow(RangeError);
  });
});

describe('clipping', () => {
  it('never scales up, is off for 0, and a norm that is not finite stays visible', async () => {
    expect(clipScale(0.5, 1)).toBe(1);
    expect(clipScale(4, 1)).toBeCloseTo(0.25, 6);
    expect(clipScale(1000, 0)).toBe(1);
    const optimizer = new AdamW(parameters(), settings);
    const given = (weight: Float32Array): Map<string, Float32Array> =>
      new Map([
        ['weight', weight],
        ['bias', Float32Array.of(3, 0)],
      ]);
    expect((await optimizer.take(given(Float32Array.of(1, NaN, 2, 3, 4)))).norm).toBeNaN();
    expect((await optimizer.take(given(Float32Array.of(0, 0, 0, 0, 4)))).norm).toBe(5);
  });
});
