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
  const events: { spent: number }[] = [];
  const longTasksMs: number[] = [];
  const requestFrame = window.requestAnimationFrame.bind(window);

  /** A message that is sent while a frame is made comes when that frame was painted. */
  const whenPainted = (then: () => void): void => {
    requestFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  };
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
        if (resultAt === 0 || !body.includes(`"${kind}"`)) continue;
        whenPainted(() => {
          arrived.add(kind === 'values' ? 'pixels' : kind);
          paintedAt = performance.now();
        });
      }
    },
    { capture: true },
  );

  // The event that is handled, or whose frame is made. What a frame asks of the next one counts for its event, too.
  let current: { spent: number } | null = null;
  // Promises in promises: an element is drawn some of them after its parent.
  const afterMicrotasks = (then: () => void, times = 100): void =>
    queueMicrotask(() => (times > 0 ? afterMicrotasks(then, times - 1) : then()));
  window.requestAnimationFrame = (callback) => {
    const own = current;
    return requestFrame((time) => {
      const start = performance.now();
      current = own;
      callback(time);
      afterMicrotasks(() => {
        if (own) own.spent += performance.now() - start;
        current = null;
      });
    });
  };
  for (const type of ['pointermove', 'wheel']) {
    let start = 0;
    addEventListener(
      type,
      () => {
        events.push((current = { spent: 0 }));
        start = performance.now();
      },
      { capture: true },
    );
    // The last listener: what the others left to microtasks is done.
    addEventListener(type, () => {
      if (current) current.spent += performance.now() - start;
      current = null;
    });
  }
  // The workbench around the view may share its thread; what it does by itself is not the view's.
  new PerformanceObserver((list) => {
    const own = list.getEntries().filter(({ name }) => !/ancestor|cross-origin/.test(name));
    longTasksMs.push(...own.map(({ duration }) => duration));
  }).observe({ type: 'longtask' });

  window.modelLensWatch = {
    next: () => {
      [resultAt, bytes, paintedAt] = [0, 0, 0];
      arrived.clear();
    },
    pictures: (expected) => {
      const isWhole = expected.every((kind) => arrived.has(kind)) && paintedAt > 0;
      return isWhole ? { pictureMs: paintedAt - resultAt, bytes } : null;
    },
    handling: () => ({ handlingMs: events.splice(0).map(({ spent }) => spent), longTasksMs: longTasksMs.splice(0) }),
  };
}
