import { request } from 'node:http';

/**
 * A classic sidecar outlives what it is beside, and the Pod would never end: pilot-agent is asked to go. A native one, or none,
 * does not listen there, or ends by itself.
 */
export function endProxy(): Promise<void> {
  if (process.env['KUBERNETES_SERVICE_HOST'] === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port: 15020, path: '/quitquitquit', method: 'POST', timeout: 2_000 },
      (answer) => {
        answer.resume();
        answer.once('end', resolve);
      },
    );
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve());
    asked.end();
  });
}
