import type { ModelInfo } from '../../../common/contracts/model';

/** What the name of an ONNX file says. Paths are relative to the model's folder, with `/`. */
export interface OnnxFileName {
  readonly path: string;
  /** Without folder and the ending that names the dtype, such as `model` or `encoder_model`. */
  readonly stem: string;
  /** As torch or transformers.js call it (`float32`, `int8`, `q4`); null where the name says nothing known. */
  readonly dtype: string | null;
  /** True for a file that is the whole model; false for an encoder, a decoder or another part of one. */
  readonly isWhole: boolean;
}

/** The endings of transformers.js (its `DEFAULT_DTYPE_SUFFIX_MAPPING`), and those of quantised files of Optimum. */
const dtypes: readonly [RegExp, string][] = [
  [/^$/, 'float32'],
  [/^_fp16$/, 'float16'],
  [/^_int8$|^_qint8/, 'int8'],
  [/^_uint8$|^_quint8/, 'uint8'],
  [/^_quantized$/, 'q8'],
  [/^_q4$/, 'q4'],
  [/^_q4f16$/, 'q4f16'],
  [/^_bnb4$/, 'bnb4'],
];

/** The best first: what computes the same numbers as Python, then what comes closest. */
const order = ['float32', 'float16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4', null];

/** True where exporters put a model: transformers.js and Optimum. */
export function isInPlace(path: string): boolean {
  return /^(onnx\/)?[^/]+\.onnx$/.test(path);
}

/** Optimum's name for a decoder without and one with a past in one file. */
export const mergedStem = 'decoder_model_merged';
/** Files of models that are exported in several: encoder and decoder, a tower for pictures, a table of embeddings. */
const isPart = /encoder|decoder|embed|vision|audio|image|text_model|projector|unet|vae|with_past/;
/** How Optimum calls the whole of a model that is nothing but a decoder. */
const isDecoder = /^decoder_model(_merged)?$/;

/** Reads the name of an ONNX file. */
export function readFileName(path: string, kind: ModelInfo['kind']): OnnxFileName {
  const base = path.slice(path.lastIndexOf('/') + 1, -'.onnx'.length);
  const [, stem = base, suffix = ''] =
    /^(model)(_.*)?$/.exec(base) ?? /^(.*?)(_(?:fp16|int8|uint8|quantized|q4|q4f16|bnb4))?$/.exec(base) ?? [];
  const isDecoderAlone = kind === 'decoder-only' && isDecoder.test(stem);
  return {
    path,
    stem,
    dtype: dtypes.find(([pattern]) => pattern.test(suffix))?.[1] ?? null,
    isWhole: isInPlace(path) && (isDecoderAlone || !isPart.test(stem)),
  };
}

/** The ONNX files among paths, the one that is used before all others first; parts of models come last. */
export function onnxFilesAmong(paths: readonly string[], kind: ModelInfo['kind']): OnnxFileName[] {
  const found = paths.filter((path) => path.endsWith('.onnx')).map((path) => readFileName(path, kind));
  const ranked = found.map((file) => ({ file, rank: rank(file) }));
  const sorted = ranked.toSorted((a, b) => compare(a.rank, b.rank) || (a.file.path < b.file.path ? -1 : 1));
  return sorted.map(({ file }) => file);
}

function rank({ path, stem, dtype, isWhole }: OnnxFileName): number[] {
  const place = path.startsWith('onnx/') ? 0 : 1;
  return [isWhole ? 0 : 1, stem === 'model' ? 0 : 1, order.indexOf(dtype), place, stem === mergedStem ? 0 : 1];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/**
 * The ONNX file that a file of weights belongs to by its name: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`;
 * null for other files.
 */
export function dataOwner(path: string): string | null {
  return /^(.*\.onnx)(?:_data(?:_\d+)?|\.data)$/.exec(path)?.[1] ?? null;
}
