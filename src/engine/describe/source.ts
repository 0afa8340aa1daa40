import type { SpecialToken } from '../../common/contracts/description';
import type { RawConfig } from '../architectures/config/raw-config';

/** A tensor as headers tell of it. */
export interface SourceTensor {
  readonly name: string;
  readonly shape: readonly number[] | null;
  readonly elements: number;
  /** As torch has it, such as `bfloat16`. */
  readonly dtype: string;
  readonly bytes: number;
  /** Where its bytes lie; null where that is not known. Two that lie at one place are one. */
  readonly place: string | null;
  /** Index into the names of the files. */
  readonly file: number;
}

/** All that a description is made of; no weights are read for it. */
export interface DescriptionSource {
  readonly config: RawConfig;
  readonly configText: string;
  /** Null where the headers are not known; `withoutTensors` then says why. */
  readonly tensors: readonly SourceTensor[] | null;
  readonly withoutTensors: string | null;
  /** The tensors that the model's class has, where its architecture is built here; null where that is not known. */
  readonly used: ReadonlySet<string> | null;
  readonly files: readonly string[];
  readonly bytesRead: number;
  readonly specialTokens: readonly SpecialToken[] | null;
  readonly withoutStatistics: string | null;
}
