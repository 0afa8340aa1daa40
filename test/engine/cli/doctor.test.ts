import { describe, expect, it } from 'vitest';
import { deviceNames } from '../../../src/common/contracts/model';
import { modelFixture } from '../support/fixtures';
import { runCli } from '../support/run-cli';

describe('model-lens doctor', () => {
  it('tries every device and tells why one does not work', async () => {
    const result = await runCli(['doctor', '--json']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const report = result.json() as { devices: { name: string; works: boolean; reason: string | null }[] };
    expect(report.devices.map(({ name }) => name)).toEqual([...deviceNames]);
    expect(report.devices[0]).toEqual({ name: 'cpu', works: true, reason: null, help: null });
    for (const { works, reason } of report.devices) expect(reason === null).toBe(works);
    expect(report).toMatchObject({
      node: process.versions.node,
      onnxruntime: expect.stringMatching(/^\d/) as string,
      tokenizers: expect.stringMatching(/^\d/) as string,
    });
  });
});

describe('model-lens config', () => {
  it('gives the facts of a model', async () => {
    const result = await runCli(['config', '--json', '--model', modelFixture('roberta-sentiment')]);
    expect(result.json()).toMatchObject({
      architecture: 'roberta',
      kind: 'encoder-only',
      layers: 2,
      dtypes: ['float32'],
    });
    expect((await runCli(['config', '--model', modelFixture('roberta-sentiment')])).stdout).toMatch(
      /architecture\s+roberta/,
    );
  });
});
