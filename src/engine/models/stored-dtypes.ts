import type { SafetensorsDtype } from '../formats/safetensors/dtypes';
import type { OnnxDtype } from '../formats/onnx/onnx-model';

const runnable: Partial<Record<SafetensorsDtype, OnnxDtype>> = {
  F32: 'float32',
  F64: 'float64',
  F16: 'float16',
  BF16: 'bfloat16',
};

/** How ONNX calls a dtype that weights may be stored in; undefined for the others. */
export function storedDtypeOf(dtype: SafetensorsDtype): OnnxDtype | undefined {
  return runnable[dtype];
}
