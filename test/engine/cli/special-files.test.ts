import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSafetensorsHeader } from '../../../src/engine/formats/safetensors/read-header';
import { readShardedIndex } from '../../../src/engine/formats/safetensors/sharded-index';
import { readTextFile } from '../../../src/engine/tokenizers/files/read-file';
import { modelFixture, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';

const bert = modelFixture('bert-sequence-classification');

describe('a folder in place of a file', () => {
  it('is refused by every reader of a model folder', async () => {
    const folder = join(temporaryFolder(), 'model.safetensors');
    mkdirSync(folder);
    await expect(readSafetensorsHeader(folder)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readShardedIndex(folder)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readTextFile(folder, 1000)).rejects.toMatchObject({ code: 'bad-file' });
  });
});

describe.runIf(process.platform !== 'win32')('pipes, devices and links', () => {
  it('no reader of a model folder waits for a pipe', async () => {
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readSafetensorsHeader(pipe)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readShardedIndex(pipe)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readTextFile(pipe, 1000)).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('--file reads an endless device no further than a text may be', async () => {
    const result = await runCli(['tokens', '--model', bert, '--file', '/dev/zero', '--json']);
    expect(result.code).toBe(1);
    expect(result.json()).toMatchObject({ error: { code: 'too-big' } });
  });

  it('--out takes the place of no pipe and of no link', async () => {
    const folder = temporaryFolder();
    const [pipe, link, target] = ['pipe', 'link', 'target'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    execFileSync('mkfifo', [pipe]);
    writeFileSync(target, '');
    symlinkSync(target, link);
    const toPipe = await runCli(['inspect', '--model', bert, '--text', 'a', '--out', pipe, '--json']);
    expect(toPipe.code).toBe(1);
    expect(toPipe.json()).toMatchObject({ error: { code: 'not-found' } });
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect((await runCli(['inspect', '--model', bert, '--text', 'a', '--out', link])).code).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(target).size).toBeGreaterThan(1000);
    expect(readdirSync(folder).sort()).toEqual(['link', 'pipe', 'target']);
  });
});

describe('long arguments', () => {
  it('a text of 100,000 characters on the command line is read and cut', async () => {
    const args = ['predict', '--model', bert, '--text', 'word '.repeat(20_000), '--json'];
    const result = await runCli(args);
    expect(result.stderr).toContain('was cut to');
    expect(result.code).toBe(0);
    expect(result.json()).toMatchObject({ task: 'text-classification', results: [{}] });
  });

  it('the exit code and the one document are those of the program', async () => {
    const result = await runCli(['predict', '--model', bert, '--text', 'word '.repeat(3000), '--x', '--json']);
    expect(result.code).toBe(2);
    expect(result.json()).toMatchObject({ error: { code: 'usage' } });
  });
});
