import type { DeviceCheck } from '../../common/contracts/device-check';
import type { Placement } from '../../common/contracts/placement';

/** How a device compares with the CPU, in a line. */
export function checkWords({ agrees, difference, tensor, tolerance, placement }: DeviceCheck): string {
  const by = difference === null ? 'gives what is no number' : `differs by at most ${difference.toExponential(1)}`;
  const verdict = agrees
    ? `agrees with the CPU (${by})`
    : `${by} in ${tensor}; ${tolerance.toExponential(0)} is allowed`;
  return placement === null ? verdict : `${verdict}; ${placementWords(placement)}`;
}

/** `3 of 214 nodes on cpu: Gather 2, Concat 1`. */
export function placementWords({ nodes, onCpu, operations }: Placement): string {
  if (onCpu === 0) return `all ${nodes} nodes on it`;
  const named = operations.map(({ operation, count }) => `${operation} ${count}`).join(', ');
  return `${onCpu} of ${nodes} nodes on cpu: ${named}`;
}
