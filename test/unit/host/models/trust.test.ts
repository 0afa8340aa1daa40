import { mkdtempSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkTrust, UntrustedModelError } from '../../../../src/host/models/trust-rule';
import { isInside } from '../../../../src/host/models/inside-workspace';
import { modelLabel } from '../../../../src/host/models/model-label';
import { workFailed } from '../../../../src/host/lens/run/read-with-model';

const root = mkdtempSync(join(tmpdir(), 'model-lens-trust-'));
const workspace = join(root, 'workspace');
const elsewhere = join(root, 'elsewhere');
mkdirSync(join(workspace, 'model'), { recursive: true });
mkdirSync(elsewhere);
symlinkSync(join(workspace, 'model'), join(root, 'link-into-workspace'), 'junction');
symlinkSync(elsewhere, join(workspace, 'link-out'), 'junction');
afterAll(() => rmSync(root, { recursive: true }));

describe('isInside', () => {
  it.each([
    [join(workspace, 'model'), true],
    [workspace, true],
    [join(workspace, 'not-there'), true],
    [join(workspace, '..', 'workspace', 'model'), true],
    [join(root, 'link-into-workspace'), true],
    [join(workspace, 'link-out'), true],
    [elsewhere, false],
    [`${workspace}-other`, false],
    [root, false],
  ])('%s: %s', async (folder, inside) => {
    expect(await isInside(folder, ['/nowhere', workspace])).toBe(inside);
  });
});

describe('checkTrust', () => {
  const folder = join(workspace, 'model');

  it('refuses a model of an untrusted workspace, with a way out', async () => {
    const refused = checkTrust(folder, { trusted: false, folders: [workspace] });
    await expect(refused).rejects.toThrow(`The model in ${folder} belongs to this workspace, which is not trusted.`);
    const notice = workFailed(await refused.catch((error: unknown) => error));
    expect([notice.id, notice.actions[0]?.action]).toEqual(['untrusted', 'manageTrust']);
  });

  it('opens it in a trusted one, and others always', async () => {
    await checkTrust(folder, { trusted: true, folders: [workspace] });
    await checkTrust(elsewhere, { trusted: false, folders: [workspace] });
    expect(new UntrustedModelError(folder).code).toBe('usage');
  });
});

it('calls models by the name that people know', () => {
  expect(modelLabel('sample')).toBe('Sample sentiment');
  expect(modelLabel('org/model@v1')).toBe('org/model@v1');
  expect(modelLabel(elsewhere)).toBe('elsewhere');
  expect(modelLabel(join(elsewhere, 'best'))).toBe('elsewhere/best');
  expect(modelLabel(join(elsewhere, 'checkpoints', 'checkpoint-6'))).toBe('elsewhere/checkpoint-6');
});
