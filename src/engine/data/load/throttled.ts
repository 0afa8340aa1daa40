const everyMs = 200;

/** Calls back a few times a second at most; what comes between is left out. */
export function throttled<Value>(tell: (value: Value) => void): (value: Value) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < everyMs) return;
    last = now;
    tell(value);
  };
}
