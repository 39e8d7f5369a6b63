import type { Entry } from './entry.ts';

export const patroni = {
  PHA0301: {
    title: 'the cluster has no leader',
    cause: 'Nobody holds a valid leader key in ConfigMap {key}.',
    remedy: 'Wait for the election; if it stays so, the logs of the members say why none of them may lead.',
    heals: true,
  },
  PHA0302: {
    title: '{members} both take writes',
    cause: 'More than one Postgres of this cluster is not in recovery: the data of all but one will be lost.',
    remedy: `Stop clients first. Keep the member that holds the leader key ({leader}); run kubectl --namespace {namespace} delete pod {other}, and Patroni rewinds it; if it cannot, kubectl --namespace {namespace} exec {leader} --container patroni -- patronictl reinit {scope} {other} --force copies the leader's data anew.`,
    heals: false,
  },
  PHA0303: {
    title: "an earlier cluster's state is left over, so nobody bootstraps",
    cause:
      'ConfigMap {config} says that the cluster {initialize} exists, but no member has its data: the volumes are gone, the ConfigMaps of Patroni are not.',
    remedy:
      'If that data is really gone, delete the ConfigMaps {config}, {key}, {failover} and {sync}; a member then bootstraps a new cluster. If not, bring its volumes back.',
    heals: false,
  },
  PHA0304: {
    title: "the volume of {member} holds another cluster's data",
    cause: 'The system identifier of its data differs from the one that this cluster was bootstrapped with.',
    remedy:
      "If nobody needs that data any more, delete the PersistentVolumeClaim {claim} and the pod. If it is this cluster's own, the key initialize of the ConfigMap {config} is wrong: nothing of the volume may be deleted then.",
    heals: false,
  },
  PHA0305: {
    title: 'Postgres of {member} does not run',
    cause:
      'It waits, copies the data of the leader or replays WAL; or its start fails, and its last words say why.',
    remedy:
      'Wait; if it stays so, mend what its last words name: kubectl --namespace {namespace} logs {member} --container patroni has them all.',
    heals: true,
  },
  PHA0307: {
    title: 'the Service {service} does not lead to the leader',
    cause: 'Its endpoints are not exactly the leader, {leader}.',
    remedy:
      "Wait for the role label; if it stays so, compare the selector of {service} with the leader's labels, and see whether its pod is Ready.",
    heals: true,
  },
  PHA0309: {
    title: '{leader} holds the leader key, but does not take writes',
    cause:
      'Its Postgres is in recovery or cannot be asked: it is being promoted, or it is the leader of a standby cluster.',
    remedy: 'Wait for the promotion; if it stays so, the log of {leader} says what it waits for.',
    heals: true,
  },
} as const satisfies Record<string, Entry>;
