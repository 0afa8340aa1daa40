import type { RawConfig } from '../architectures/config/raw-config';

/** The element type that a config gives for the weights, such as `bfloat16`; null where it gives none. */
export function configDtype(config: RawConfig): string | null {
  const dtype = config['dtype'] ?? config['torch_dtype'];
  return typeof dtype === 'string' ? dtype : null;
}
