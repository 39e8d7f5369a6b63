/** SIGTERM (Kubernetes) and SIGINT (Ctrl-C) as a signal that every wait listens to. */
export function interrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}
