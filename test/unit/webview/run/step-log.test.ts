import { describe, expect, it } from 'vitest';
import { StepLog } from '../../../../webview/run/store/step-log';

/** Steps from `from` to before `to`, whose loss is `loss`. */
function steps(from: number, to: number, loss: number) {
  const step = Int32Array.from({ length: to - from }, (_, index) => from + index);
  const floats = (value: (at: number) => number) => Float32Array.from(step, value);
  return {
    ...{ step, epoch: floats((at) => at / 100), loss: floats(() => loss) },
    ...{ gradNorm: floats(() => 1), learningRate: floats(() => 1e-5) },
  };
}

describe('the steps of a run', () => {
  it('grow, beyond what was reserved', () => {
    const log = new StepLog();
    for (let from = 1; from < 5000; from += 500) log.append(steps(from, from + 500, from));
    expect(log.length).toBe(5000);
    expect([log.at('step', 0), log.at('step', 4999), log.at('loss', 4999)]).toEqual([1, 5000, 4501]);
    expect(log.at('loss', 5000)).toBeNaN();
  });

  it('are replaced from where a resumed run goes on', () => {
    const log = new StepLog();
    log.append(steps(1, 101, 1));
    const { version } = log;
    log.append(steps(61, 71, 2));
    expect(log.length).toBe(70);
    expect([log.at('loss', 59), log.at('loss', 60)]).toEqual([1, 2]);
    expect(log.version).not.toBe(version);
  });

  it('end with the shortest column of a message', () => {
    const log = new StepLog();
    log.append({ ...steps(1, 11, 1), loss: new Float32Array(4) });
    expect(log.length).toBe(4);
    log.append({ ...steps(5, 6, 1), loss: new Float32Array(0) });
    expect(log.length).toBe(4);
  });
});
