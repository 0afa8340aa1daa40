import { describe, expect, it } from 'vitest';
import { temporaryFile, temporaryFolder, tokenizerFixture } from '../support/fixtures';
import { runCli } from '../support/run-cli';

const bert = tokenizerFixture('bert-uncased');

describe('the command line', () => {
  it('prints its version and its help', async () => {
    expect(await runCli(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
    const help = await runCli(['--help']);
    for (const verb of ['tokens', 'predict', 'inspect', 'config', 'search', 'download', 'doctor'])
      expect(help.stdout).toContain(verb);
    expect(help.stdout).not.toContain('probe-device');
    expect((await runCli(['tokens', '--help'])).stdout).toContain('--truncation-side');
  });

  it.each([
    [[], 'Usage'],
    [['token'], 'Did you mean "tokens"?'],
    [['xyzzy'], 'There are tokens'],
    [['tokens', '--model', bert, '--txt', 'a'], 'Did you mean --text?'],
    [['tokens', '--model', bert, '-t', 'a'], 'There is no option -t'],
    [['tokens', '--model', bert, 'a'], '"a" was not expected'],
    [['tokens', '--model', bert, '--text'], '--text needs a value'],
    [['tokens', '--model', bert, '--text', '--pair'], '--text needs a value'],
    [['tokens', '--model', bert, '--text', 'a', '--text', 'b'], 'given twice'],
    [['tokens', '--model', bert, '--text', 'a', '--json=yes'], '--json takes no value'],
    [['tokens', '--model', bert, '--text', 'a', '--max-length', '1.5'], 'whole number'],
    [['tokens', '--model', bert, '--text', 'a', '--max-length', '-1'], 'whole number'],
    [['tokens', '--model', bert, '--text', 'a', '--truncation', 'longest'], 'longest_first'],
    [['tokens', '--model', bert, '--text', 'a', '--stride', '1'], '--stride needs --max-length'],
    [['tokens', '--model', bert, '--text', 'a', '--max-length', '1'], 'no room'],
    [['tokens', '--model', bert, '--text', 'a', '--max-length', '4', '--stride', '9'], 'stride'],
    [['tokens', '--text', 'a'], '--model is missing'],
    [['tokens', '--model', '../x@y/../z', '--text', 'a', '--weights', 'x'], 'no option --weights'],
    [['tokens', '--model', 'a/b/c', '--text', 'a'], 'neither an existing folder nor a model id'],
    [['tokens', '--model', 'a/b@../c', '--text', 'a'], 'not a revision'],
    [['predict', '--model', bert, '--text', 'a', '--top', '0'], 'at least 1'],
    [['predict', '--model', bert, '--text', 'a', '--device', 'gpu'], 'one of cpu'],
    [['inspect', '--model', bert, '--text', 'a'], '--out is missing'],
  ])('refuses %j with exit code 2', async (args, sentence) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('takes text from one source only', async () => {
    const file = temporaryFile('a');
    const both = await runCli(['tokens', '--model', bert, '--text', 'a', '--file', file]);
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('--text and --file') as string });
    const piped = await runCli(['tokens', '--model', bert, '--text', 'a'], { input: 'b' });
    expect(piped).toMatchObject({ code: 2, stderr: expect.stringContaining('standard input') as string });
    const open = await runCli(['tokens', '--model', bert, '--text', 'a', '--json']);
    expect(open.code).toBe(0);
    const closed = await runCli(['tokens', '--model', bert, '--file', file, '--json'], { input: '' });
    expect(closed.code).toBe(0);
    expect(closed.stdout).toBe(open.stdout);
  });

  it('tells failures as one JSON document with --json', async () => {
    const usage = await runCli(['tokens', '--json', '--model', bert, '--nonsense']);
    expect(usage.code).toBe(2);
    expect(usage.json()).toMatchObject({ error: { code: 'usage', message: 'There is no option --nonsense.' } });
    const env = { HF_HUB_CACHE: temporaryFolder(), HF_HUB_OFFLINE: '1' };
    const missing = await runCli(['tokens', '--json', '--model', 'org/none', '--text', 'a'], { env });
    expect(missing.code).toBe(1);
    expect(missing.json()).toMatchObject({ error: { code: 'not-found' } });
    expect(missing.stderr).toContain('model-lens download org/none');
    const file = await runCli(['tokens', '--json', '--model', bert, '--file', '/no/such/file'], { input: '' });
    expect(file.code).toBe(1);
    expect(file.json()).toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('/no/such/file') as string },
    });
  });

  it('shows a stack only when it is asked to', async () => {
    const broken = temporaryFolder();
    const args = ['tokens', '--model', broken, '--text', 'a'];
    expect((await runCli(args)).stderr).not.toMatch(/\n\s+at /);
    const invalid = temporaryFile(new Uint8Array([0xff, 0xfe]));
    const debug = await runCli(['tokens', '--model', bert, '--file', invalid], { env: { MODEL_LENS_DEBUG: '1' } });
    expect(debug.stderr).toMatch(/\n\s+at /);
  });
});
