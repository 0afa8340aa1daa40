import * as v from 'valibot';
import type { Placement } from '../../../common/contracts/placement';
import type { Device } from '../../../common/contracts/model';
import { parseJson } from '../../../common/json/parse-json';

/** Names of ONNX Runtime's providers as its profiler writes them. */
const providers: Readonly<Record<Device, string>> = {
  cpu: 'CPUExecutionProvider',
  webgpu: 'WebGpuExecutionProvider',
  cuda: 'CUDAExecutionProvider',
  dml: 'DmlExecutionProvider',
  coreml: 'CoreMLExecutionProvider',
};

const eventSchema = v.object({
  cat: v.literal('Node'),
  name: v.string(),
  args: v.object({ provider: v.string(), op_name: v.string(), node_index: v.string() }),
});
const profileSchema = v.array(v.unknown());

/** How many different operations are named. */
const mostNamed = 100;

/**
 * Where the nodes of a session ran, from the profile of one run (`enableProfiling`): every kernel's event names its
 * provider. Nodes that only copy between devices (`Memcpy`) are not counted.
 * @throws LensError `bad-file` for a text that is no profile
 */
export function placementOf(profile: string, device: Device): Placement {
  const nodes = new Map<string, { operation: string; provider: string }>();
  for (const each of parseJson(profile, profileSchema, 'A profile of ONNX Runtime')) {
    const event = v.safeParse(eventSchema, each);
    if (!event.success || !event.output.name.endsWith('_kernel_time')) continue;
    const { provider, op_name: operation, node_index: index } = event.output.args;
    // A node in a loop has many events.
    if (!operation.startsWith('Memcpy')) nodes.set(`${index} ${event.output.name}`, { operation, provider });
  }
  const elsewhere = new Map<string, number>();
  for (const { operation, provider } of nodes.values()) {
    if (provider !== providers[device]) elsewhere.set(operation, (elsewhere.get(operation) ?? 0) + 1);
  }
  const counts = [...elsewhere].map(([operation, count]) => ({ operation, count }));
  const onCpu = counts.reduce((sum, { count }) => sum + count, 0);
  const operations = counts.sort((a, b) => b.count - a.count || a.operation.localeCompare(b.operation));
  return { nodes: nodes.size, onCpu, operations: operations.slice(0, mostNamed) };
}
