import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineTypes } from '../../../tools/package/machine-type.mts';
import { binariesOf, targets } from '../../../tools/package/targets.mts';

const modules = join(dirname(createRequire(import.meta.url).resolve('tokenizers/package.json')), '..');

describe('the machine type of a native library', () => {
  it.each(Object.keys(targets))('is read from every library of %s', (name) => {
    const target = targets[name];
    const paths = target ? binariesOf(target) : [];
    expect(paths).not.toEqual([]);
    for (const path of paths) expect(machineTypes(readFileSync(join(modules, path))), path).toContain(name);
  });

  it('is none of other files', () => {
    expect(machineTypes(readFileSync(join(modules, 'tokenizers/package.json')))).toEqual([]);
    expect(machineTypes(new Uint8Array())).toEqual([]);
  });

  it('is read from any bytes without an error', () => {
    const magics = [[0x7f, 0x45, 0x4c, 0x46], [0xcf, 0xfa, 0xed, 0xfe], [0xca, 0xfe, 0xba, 0xbe], [0x4d, 0x5a], []];
    const bytes = fc.tuple(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(bytes, ([magic, rest]) => {
        expect(machineTypes(Uint8Array.from([...magic, ...rest])).length).toBeLessThanOrEqual(16);
      }),
    );
  });
});
