import type { HandlingTimes, PictureTimes } from './attention-times';

interface Watch {
  /** Begins to count for the next result. */
  next(): void;
  pictures(expected: readonly string[]): PictureTimes | null;
  handling(): HandlingTimes;
}

declare global {
  interface Window {
    modelLensWatch: Watch;
  }
}

/** Runs in the page: watches messages, events and painting from now on. Uses nothing from outside. */
export function watchAttention(): void {
  let [resultAt, bytes, paintedAt] = [0, 0, 0];
  const arrived = new Set<string>();
  const handlingMs: number[] = [];
  const longTasksMs: number[] = [];
  let paintMs = 0;
  let waiting: { spent: number } | null = null;

  addEventListener(
    'message',
    ({ data }: MessageEvent<{ type?: string; method?: string; data?: { body: object; buffer: Uint8Array } }>) => {
      const packed = data.data;
      if (packed === undefined) return;
      const body = JSON.stringify(packed.body);
      if (data.type === 'notification' && data.method === 'state' && resultAt === 0 && body.includes('"ready"')) {
        [resultAt, bytes] = [performance.now(), 0];
      }
      bytes += packed.buffer.byteLength + body.length;
      for (const kind of ['thumbnails', 'pixels', 'values']) {
        if (resultAt > 0 && body.includes(`"${kind}"`)) arrived.add(kind === 'values' ? 'pixels' : kind);
      }
    },
    { capture: true },
  );

  const requestFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    requestFrame((time) => {
      const start = performance.now();
      callback(time);
      paintMs += performance.now() - start;
      if (arrived.size > 0) paintedAt = performance.now();
    });
  const frame = (): void => {
    requestFrame(() => {
      // Behind the callbacks of this frame, which were asked for before.
      queueMicrotask(() => {
        if (waiting !== null) handlingMs.push(waiting.spent + paintMs);
        [waiting, paintMs] = [null, 0];
        setTimeout(frame);
      });
    });
  };
  frame();

  for (const type of ['pointermove', 'wheel']) {
    addEventListener(
      type,
      () => {
        const start = performance.now();
        const { port1, port2 } = new MessageChannel();
        // A message comes when the event's handlers, and what they put off to the end of the task, are done.
        port1.onmessage = () => {
          waiting = { spent: (waiting?.spent ?? 0) + performance.now() - start };
        };
        port2.postMessage(null);
      },
      { capture: true },
    );
  }
  new PerformanceObserver((list) => longTasksMs.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });

  window.modelLensWatch = {
    next: () => {
      [resultAt, bytes, paintedAt] = [0, 0, 0];
      arrived.clear();
    },
    pictures: (expected) => {
      const isWhole = expected.every((kind) => arrived.has(kind)) && paintedAt > 0;
      return isWhole ? { pictureMs: paintedAt - resultAt, bytes } : null;
    },
    handling: () => ({ handlingMs: handlingMs.splice(0), longTasksMs: longTasksMs.splice(0) }),
  };
}
