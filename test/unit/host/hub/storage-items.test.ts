import { describe, expect, it } from 'vitest';
import type { WeightsChoice } from '../../../../src/common/contracts/hub/assessment';
import { storageItems } from '../../../../src/host/hub/weights/storage-items';

const choice: WeightsChoice = {
  ...{ path: 'model.safetensors', format: 'safetensors', dtypes: ['bfloat16'], files: [], bytes: 1e9, problem: null },
  storages: [
    { storage: 'float32', memoryBytes: 2.4e9 },
    { storage: '16-bit', memoryBytes: 1.1e9 },
    { storage: '8-bit', memoryBytes: 0.9e9 },
  ],
  ...{ storage: '16-bit', memoryBytes: 1.1e9 },
};
const summary = (items: ReturnType<typeof storageItems>) =>
  items.map(({ storage, label, description }) => [storage, label, description]);

describe('the ways to keep weights in memory', () => {
  it('are told with what each takes, and what automatic takes now', () => {
    expect(summary(storageItems(choice, 'auto'))).toEqual([
      ['auto', 'Automatic', '16 bits · in use'],
      ['float32', 'float32', '2.4 GB of memory'],
      ['16-bit', '16 bits', '1.1 GB of memory'],
      ['8-bit', '8-bit blocks', '900 MB of memory'],
    ]);
  });

  it('mark the one that was chosen; where none fits, automatic takes none yet', () => {
    const tooBig: WeightsChoice = { ...choice, problem: 'needs 0.90 of 0.50 GB free' };
    delete tooBig.storage;
    expect(summary(storageItems(tooBig, '8-bit'))).toEqual([
      ['auto', 'Automatic', ''],
      ['float32', 'float32', '2.4 GB of memory'],
      ['16-bit', '16 bits', '1.1 GB of memory'],
      ['8-bit', '8-bit blocks', '900 MB of memory · in use'],
    ]);
  });
});
