import { type Finding, finding } from '../findings.ts';
import type { Looked, Observation, Unseen } from '../observe/observation.ts';
import type { Check } from './check.ts';

/** Everything that was asked of the API server; what was asked of a member itself is judged with the member. */
export const canLook: Check = {
  title: 'the cluster can be looked at',
  codes: ['PHA0901', 'PHA0902', 'PHA0906'],
  judge: (observation) => {
    const { statefulSet, name, namespace } = observation;
    if ('seen' in statefulSet && statefulSet.seen === null) return [finding('PHA0906', { name, namespace })];
    const unseen = asked(observation).flatMap((looked) =>
      looked !== null && 'unseen' in looked ? [looked.unseen] : [],
    );
    return oncePerAnswer(unseen).map((one) => toFinding(one, name));
  },
};

/**
 * An upgrade that the API server rejected half-way has left its own Role, which names its own apply Job: that the one of the
 * StatefulSet is forbidden then says nothing about the cluster. The Lease and the pods' revisions tell how its roll stands.
 */
function asked({
  statefulSet,
  members,
  dcs,
  services,
  primaryEndpoints,
  policies,
  apply,
}: Observation): (Looked<unknown> | null)[] {
  return [
    statefulSet,
    ...members.map(({ pod }) => pod),
    ...members.flatMap(({ proxy, patroni, postgres }) => [proxy, patroni, postgres].filter(isForbidden)),
    ...(Object.values(dcs) as Looked<unknown>[]),
    ...Object.values(services),
    primaryEndpoints,
    policies,
    ...(isForbidden(apply.job) ? [] : [apply.job]),
    apply.lease,
  ];
}

function isForbidden(looked: Looked<unknown> | null): boolean {
  return looked !== null && 'unseen' in looked && looked.unseen.kind === 'forbidden';
}

/** An API server that is away gives the same answer to everything: it is said once. */
function oncePerAnswer(unseen: Unseen[]): Unseen[] {
  const [first] = unseen.filter(({ kind }) => kind !== 'forbidden');
  const forbidden = unseen.filter(({ kind }) => kind === 'forbidden');
  return first === undefined ? forbidden : [...forbidden, first];
}

function toFinding({ kind, what, because }: Unseen, name: string): Finding {
  if (kind === 'forbidden') return finding('PHA0901', { what, name }, [because]);
  return finding('PHA0902', { what }, [because]);
}
