import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/rpc/cancellation';
import { Devices } from '../../../../src/host/models/devices/devices';

/** A command line that counts how often it is started and does what the test says. */
function commandLine(body: string) {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [path, calls] = [join(folder, 'cli.cjs'), join(folder, 'calls')];
  writeFileSync(calls, '');
  const count = `require('node:fs').appendFileSync(${JSON.stringify(calls)}, process.argv.slice(2).join(' ') + '\\n');`;
  writeFileSync(path, `${count}\nconst print = (value) => process.stdout.write(JSON.stringify(value));\n${body}\n`);
  return { devices: new Devices(path), calls: () => readFileSync(calls, 'utf8').trimEnd().split('\n') };
}

const cpu = { name: 'cpu', works: true, reason: null, help: null };
const check = { device: 'webgpu', difference: 1e-6, tensor: 'logits', tolerance: 5e-5, agrees: true, placement: null };
const answers = `print(process.argv[2] === 'doctor' ? ${JSON.stringify({ devices: [cpu] })} : ${JSON.stringify(check)});`;

describe('Devices', () => {
  it('are tried once, and again when asked to', async () => {
    const { devices, calls } = commandLine(answers);
    expect(await devices.all()).toEqual([cpu]);
    expect(await devices.check('webgpu', neverCancelled)).toEqual(check);
    await devices.all();
    await devices.check('webgpu', neverCancelled);
    expect(calls()).toEqual(['doctor --json', 'check-device --device webgpu --json']);
    devices.forget();
    await devices.all();
    await devices.check('webgpu', neverCancelled);
    expect(calls()).toHaveLength(4);
  });

  it('fail with what the command line says, and are tried anew the next time', async () => {
    const failure = { error: { code: 'device', message: 'WebGPU finds no GPU that it can use.', help: 'A driver.' } };
    const { devices, calls } = commandLine(`print(${JSON.stringify(failure)}); process.exitCode = 1;`);
    for (let tries = 0; tries < 2; tries++) {
      await expect(devices.all()).rejects.toMatchObject(failure.error);
      await expect(devices.check('webgpu', neverCancelled)).rejects.toMatchObject(failure.error);
    }
    expect(calls()).toHaveLength(4);
  });

  it.each([
    ['process.abort();', 'SIGABRT'],
    ['process.exit(3);', 'exit code 3'],
  ])('say how a process ended that told nothing: %s', async (body, how) => {
    await expect(commandLine(body).devices.check('cuda', neverCancelled)).rejects.toMatchObject({
      code: 'device',
      message: `The process that was to tell ended early (${how}).`,
    });
  });

  it('refuse an answer of another shape', async () => {
    await expect(commandLine('print({ devices: [{ name: "tpu" }] });').devices.all()).rejects.toThrow(
      'model-lens doctor',
    );
  });

  it('stop when it is cancelled', async () => {
    const { devices } = commandLine('setInterval(() => undefined, 1000);');
    const source = new CancellationSource();
    const checking = devices.check('webgpu', source);
    setTimeout(() => source.abort(), 200);
    await expect(checking).rejects.toMatchObject({ code: 'cancelled' });
  });
});
