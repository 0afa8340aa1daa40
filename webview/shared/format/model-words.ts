import type { Device, ModelInfo } from '../../../src/common/contracts/model';

/** A Hub id in two parts, the owner with its slash: `mrm8488/` and `distilroberta…`. A folder has no owner. */
export function splitId(id: string): { owner: string; name: string } {
  const slash = id.indexOf('/');
  return slash < 0 ? { owner: '', name: id } : { owner: id.slice(0, slash + 1), name: id.slice(slash + 1) };
}

/** `encoder-only 6 × 12`: kind, layers, heads; what is not known is left out. */
export function shapeOf({ kind, layers, heads }: ModelInfo): string {
  return layers === null || heads === null ? kind : `${kind} ${layers} × ${heads}`;
}

const deviceLabels: Record<Device, string> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
};

/** The device's name as people write it. */
export function deviceLabel(device: Device): string {
  return deviceLabels[device];
}
