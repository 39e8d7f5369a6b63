/** Pods without a user of the chart's, for platforms that assign one: also where a parent chart asks for them, whose nulls are lost. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nameOf, podsOf } from './support/objects.ts';
import { render, type Helm } from './support/render.ts';
import { umbrella } from './support/umbrella.ts';

const assigned = ['runAsUser', 'runAsGroup', 'fsGroup'];

test('no pod asks for a user or a group, but none may be root', async () => {
  const pods = Object.values(podsOf(await render({ pod: { platformAssignsUser: true } })));
  expect(pods).toHaveLength(6);
  for (const { spec } of pods) {
    expect(Object.keys(spec.securityContext ?? {}).filter((field) => assigned.includes(field))).toEqual([]);
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true });
  }
});

test('what the values say of one pod still stands there', async () => {
  const pod = { platformAssignsUser: true, securityContext: { fsGroup: 1000 } };
  const { member } = podsOf(await render({ pod }));
  expect(member?.spec.securityContext).toMatchObject({ fsGroup: 1000 });
  expect(member?.spec.securityContext).not.toHaveProperty('runAsUser');
});

test.each<Helm>(['helm', 'helm3'])("a parent chart's values.yaml says it (%s)", async (helm) => {
  const parent = await umbrella(helm);
  try {
    const values = { orders: { pod: { platformAssignsUser: true } }, billing: {} };
    writeFileSync(join(parent.chart, 'values.yaml'), JSON.stringify(values));
    const objects = await render({}, { helm, release: 'shop', chart: parent.chart });
    const users = (name: string): unknown[] => {
      const pods = Object.values(podsOf(objects.filter((object) => nameOf(object).startsWith(name))));
      return pods.map(({ spec }) => spec.securityContext?.runAsUser);
    };
    expect(users('shop-orders')).toEqual(Array(6).fill(undefined));
    expect(users('shop-billing').sort()).toEqual([65532, 65532, 65532, 65532, 65532, 999]);
  } finally {
    parent.remove();
  }
});
