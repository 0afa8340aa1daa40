import type { Device } from '../../../common/contracts/model';
import type { Placement } from '../../../common/contracts/placement';
import { deviceName } from '../../runtime/devices/why-not';
import type { LoopEvents } from '../loop/training-loop';
import type { TrainableModel } from '../trainable-model';

/** Operations that are named; a graph of a step has dozens. */
const mostNamed = 4;

/**
 * What a device computes of a step, in words: `WebGPU computes 301 of 312 nodes, the CPU the rest (Cast 5, Shape 4, …)`;
 * null where it is not known.
 */
export function placementSentence(device: Device, placement: Placement | null): string | null {
  if (placement === null || device === 'cpu') return null;
  const { nodes, onCpu, operations } = placement;
  if (onCpu === nodes) return `${deviceName(device)} takes no part of this model, the CPU computes all of it`;
  if (onCpu === 0) return `${deviceName(device)} computes all ${nodes} nodes`;
  const named = operations.slice(0, mostNamed).map(({ operation, count }) => `${operation} ${count}`);
  const rest = operations.length > mostNamed ? ', …' : '';
  return `${deviceName(device)} computes ${nodes - onCpu} of ${nodes} nodes, the CPU the rest (${named.join(', ')}${rest})`;
}

/** The events of a loop, which also tell once, after the first step, what the device computes of it. */
export function tellingPlacement(
  events: LoopEvents,
  device: Device,
  model: Pick<TrainableModel, 'placement'>,
  tell: (message: string) => void,
): LoopEvents {
  let isTold = false;
  return {
    ...events,
    step: (line) => {
      events.step(line);
      const sentence = isTold ? null : placementSentence(device, model.placement);
      if (sentence !== null) tell(`${sentence}.`);
      isTold = true;
    },
  };
}
