// The platforms for which there is a package, by VS Code's names for them.

/** What of the native packages a platform gets. */
export interface Target {
  /** The binary of `tokenizers`. */
  readonly tokenizers: string;
  /** The folder of ONNX Runtime's binaries; undefined where ONNX Runtime has none. */
  readonly onnxruntime: string | undefined;
  /** The files of that folder that are needed. */
  readonly libraries: readonly string[];
}

// DirectML.dll stays out: it is loaded only when asked for, Windows brings one, and WebGPU is there for the GPU.
const windows = ['onnxruntime_binding.node', 'onnxruntime.dll', 'dxcompiler.dll', 'dxil.dll'];
const linux = ['onnxruntime_binding.node', 'libonnxruntime.so.1'];
const mac = ['onnxruntime_binding.node', 'libonnxruntime.1.dylib'];

export const targets: Readonly<Record<string, Target>> = {
  'linux-x64': { tokenizers: 'linux-x64-gnu', onnxruntime: 'linux/x64', libraries: linux },
  'linux-arm64': { tokenizers: 'linux-arm64-gnu', onnxruntime: 'linux/arm64', libraries: linux },
  'win32-x64': { tokenizers: 'win32-x64-msvc', onnxruntime: 'win32/x64', libraries: windows },
  'win32-arm64': { tokenizers: 'win32-arm64-msvc', onnxruntime: 'win32/arm64', libraries: windows },
  'darwin-arm64': { tokenizers: 'darwin-arm64', onnxruntime: 'darwin/arm64', libraries: mac },
  'darwin-x64': { tokenizers: 'darwin-x64', onnxruntime: undefined, libraries: [] },
};

/** Paths of the binaries of a target, below `node_modules`. */
export function binariesOf(target: Target): string[] {
  const folder = `onnxruntime-node/bin/napi-v6/${target.onnxruntime ?? ''}`;
  return [`tokenizers/tokenizers.${target.tokenizers}.node`, ...target.libraries.map((name) => `${folder}/${name}`)];
}
