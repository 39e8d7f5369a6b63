/** Every refusal of guards.yaml: the value that is refused, and the one beside it that is not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { chart, refusal, render, type Values } from './support/render.ts';

interface Guard {
  title: string;
  wrong: Values;
  /** The path, what was seen, and the way out. */
  says: string[];
  /** The nearest values that work. */
  border: Values;
}

const patroni = { loopWait: 5, retryTimeout: 4 };

const guards: Guard[] = [
  {
    title: 'a mode that does not exist',
    wrong: { istio: { mode: 'ambient' } },
    says: ['istio.mode is "ambient"; set it to one of: disabled, mtls.'],
    border: { istio: { mode: 'mtls' } },
  },
  {
    title: 'no member',
    wrong: { replicas: 0 },
    says: ['replicas is 0; set it to a whole number, 1 or more.'],
    border: { replicas: 1 },
  },
  {
    title: 'nobody who makes the passwords',
    wrong: { preflight: { enabled: false } },
    says: [
      'preflight.enabled is false, so nothing makes the passwords;',
      'set credentials.existingSecret to a Secret of yours, or leave preflight.enabled true.',
    ],
    border: { preflight: { enabled: false }, credentials: { existingSecret: 'mine' } },
  },
  {
    title: 'a tag that YAML reads as a number',
    wrong: { image: { tag: 17.1 } },
    says: ['image.tag is the number 17.1 to YAML, which drops a last zero; quote it, or use --set-string.'],
    border: { image: { tag: '17.10' } },
  },
  {
    title: 'a window that the time-out of verify cuts off',
    wrong: { verify: { windowSeconds: 60, timeoutSeconds: 60 } },
    says: [
      'verify.windowSeconds is 60, not less than verify.timeoutSeconds (60);',
      'lower the first or raise the second.',
    ],
    border: { verify: { windowSeconds: 59, timeoutSeconds: 60 } },
  },
  {
    title: 'a ttl that ends before Patroni has tried twice',
    wrong: { patroni: { ...patroni, ttl: 12 } },
    says: [
      'patroni.ttl is 12, less than loopWait + 2 * retryTimeout (13);',
      'raise patroni.ttl or lower the other two.',
    ],
    border: { patroni: { ...patroni, ttl: 13 } },
  },
  {
    title: 'a synchronous mode that does not exist, or that YAML read as a boolean',
    wrong: { patroni: { synchronousMode: true } },
    says: ['patroni.synchronousMode is "true"; set it to one of: off, on, quorum (quoted).'],
    border: { patroni: { synchronousMode: 'quorum' } },
  },
  {
    title: "a parameter that is not the reader's to set",
    wrong: { postgres: { parameters: { port: 5433 } } },
    says: ['postgres.parameters.port is set by Patroni or this chart; remove it.'],
    border: { postgres: { parameters: { tcp_keepalives_idle: 60 } } },
  },
  {
    title: 'trust over the network',
    wrong: { postgres: { pgHba: ['host all all 10.0.0.0/8 trust'] } },
    says: [
      'postgres.pgHba has "host all all 10.0.0.0/8 trust": trust lets everybody in',
      'use scram-sha-256.',
    ],
    border: { postgres: { pgHba: ['host all trust 10.0.0.0/8 scram-sha-256'] } },
  },
];

test.each(guards)('refused: $title', async ({ wrong, says }) => {
  const text = await refusal(wrong);
  expect(text).toContain('These values cannot work:');
  for (const part of says) expect(text).toContain(part);
  expect(text.match(/^ {2}- /gm)).toHaveLength(1);
});

test.each(guards)('rendered, beside: $title', async ({ border }) => {
  expect(await render(border)).not.toHaveLength(0);
});

test('every refusal in guards.yaml stands in this file', () => {
  const refusals = readFileSync(join(chart, 'templates/guards.yaml'), 'utf8').match(/append \$wrong/g);
  expect(guards).toHaveLength(refusals?.length ?? 0);
});

test('wrong values are refused in one go, each on a line of its own', async () => {
  const text = await refusal({ replicas: 0, istio: { mode: 'on' } });
  expect(text).toContain('\n  - istio.mode is "on"');
  expect(text).toContain('\n  - replicas is 0');
});

test('both Helms refuse in the same words', async () => {
  const wrong = { replicas: -1, patroni: { ttl: 5 } };
  const [text, other] = await Promise.all([refusal(wrong), refusal(wrong, { helm: 'helm3' })]);
  expect(other).toContain('\n  - replicas is -1; set it to a whole number, 1 or more.\n  - patroni.ttl is 5');
  expect(text).toContain('\n  - replicas is -1; set it to a whole number, 1 or more.\n  - patroni.ttl is 5');
});

test("the tool's own tag is held to the same", async () => {
  expect(await refusal({ hook: { image: { tag: 1 } } })).toContain('hook.image.tag is the number 1 to YAML');
});

test('every parameter that Patroni or the chart sets is refused', async () => {
  const names = [
    ...['listen_addresses', 'port', 'cluster_name', 'hot_standby', 'primary_conninfo', 'primary_slot_name'],
    ...['recovery_target_timeline', 'data_directory', 'hba_file', 'ident_file', 'config_file'],
    ...['unix_socket_directories', 'password_encryption'],
  ];
  const text = await refusal({
    postgres: { parameters: Object.fromEntries(names.map((name) => [name, 'x'])) },
  });
  const refused = [...text.matchAll(/postgres\.parameters\.(\S+) is set by/g)].map(([, name]) => name);
  expect(refused.sort()).toEqual(names.sort());
});

test.each([
  'hostssl all all all trust',
  'host\tall\tall\tall\ttrust',
  '  host all all 10.0.0.0 255.0.0.0 trust  ',
  'host all all all trust # for now',
])('trust is seen in %j', async (line) => {
  expect(await refusal({ postgres: { pgHba: [line] } })).toContain('postgres.pgHba has');
});

test.each(['# host all all all trust', 'host all all all scram-sha-256 # no trust', 'local all all peer'])(
  'no trust is seen in %j',
  async (line) => {
    expect(await render({ postgres: { pgHba: [line] } })).not.toHaveLength(0);
  },
);

test.each([2.5, 'three', true])('replicas: %p is no whole number', async (replicas) => {
  expect(await refusal({ replicas })).toContain(
    `replicas is ${String(replicas)}; set it to a whole number, 1 or more.`,
  );
});

test.each([3, '3', 12])('replicas: %p is a whole number', async (replicas) => {
  expect(await render({ replicas })).not.toHaveLength(0);
});

test('a mode that YAML read as a boolean is named as the reader wrote it', async () => {
  expect(await refusal({ istio: { mode: false } })).toContain('istio.mode is "false"; set it to one of');
});
