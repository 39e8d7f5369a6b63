import type { Entry } from './entry.ts';

export const kubernetes = {
  PHA0201: {
    title: 'the image {image} of {member} cannot be pulled',
    cause: 'The registry does not have it, does not let the node in, or cannot be reached from there.',
    remedy:
      'Build and push the image first, then set image.registry, image.repository and image.tag (or image.digest) to it; for a private registry set imagePullSecrets.',
    heals: false,
  },
  PHA0202: {
    title: '{member} finds no node to run on',
    cause: 'The scheduler found no node that fits.',
    remedy:
      'Add a node, or ask for less: resources for what a member requests, scheduling for node selection, tolerations and spread.',
    heals: true,
  },
  PHA0212: {
    title: '{member} finds no node to run on, for another member is on each that fits',
    cause:
      'No two members may share a node (scheduling.podAntiAffinity hard, or an affinity of yours), and members that run under such a rule keep others away even where the values have changed since.',
    remedy:
      'Add a node; or set scheduling.podAntiAffinity to soft and upgrade. Where the leader alone runs, it keeps its old rule and the roll stops: kubectl --namespace {namespace} delete pod {leader} then brings it back under the new one (nobody takes writes until it is), and upgrade again.',
    heals: true,
  },
  PHA0203: {
    title: 'the volume {claim} of {member} is not bound',
    cause: 'Nothing provisions a volume for the storage class "{storageClass}".',
    remedy:
      'Set storage.storageClass to a class that provisions volumes here (kubectl get storageclass), or make the volume.',
    heals: true,
  },
  PHA0204: {
    title: 'the Secret that {member} takes its passwords from is not complete',
    cause: 'A Secret, or a key of it, that the container needs is not there.',
    remedy:
      'Bring the Secret with the keys superuser-password, replication-password, monitor-password and restapi-password, or leave credentials.existingSecret empty, which has it made.',
    heals: false,
  },
  PHA0205: {
    title: '{container} of {member} keeps ending',
    cause: 'It ended {restarts} times, last with exit code {exitCode}; its last words are the cause.',
    remedy:
      'Read its last words above (kubectl logs --previous gives the rest); a wrong setting stands in postgres or patroni of the values.',
    heals: false,
  },
  PHA0206: {
    title: '{member} has no pod',
    cause: 'The StatefulSet controller has not made it yet.',
    remedy: 'Look at the events of the StatefulSet; if there are none, the controller manager does not work.',
    heals: true,
  },
  PHA0207: {
    title: '{member} is not running yet',
    cause: 'Its containers are still being started or stopped.',
    remedy: 'Wait; if it stays so, kubectl describe pod says what it waits for.',
    heals: true,
  },
  PHA0208: {
    title: 'a volume of {member} cannot be mounted',
    cause: 'The kubelet cannot attach or mount what the pod names.',
    remedy:
      'Mend what the event names: a missing ConfigMap or Secret, or storage.storageClass and its driver on that node.',
    heals: true,
  },
  PHA0209: {
    title: 'Kubernetes refuses to make {member}',
    cause:
      'An admission rule of the cluster or of the namespace (quota, Pod Security, a webhook) refuses the pod.',
    remedy:
      'Change what the message names: resources for a quota; for Pod Security a namespace that admits the mode (istio.mode disabled passes restricted).',
    heals: false,
  },
  PHA0210: {
    title: '{member} is not Ready',
    cause: 'Its readiness probe fails, though it runs.',
    remedy: 'Wait; if it stays so, GET /readiness on port 8008 of the member says why.',
    heals: true,
  },
  PHA0211: {
    title: '{container} of {member} is killed for lack of memory',
    cause: 'It used more than its memory limit ({restarts} times now).',
    remedy:
      'Raise resources.limits.memory, or lower shared_buffers and max_connections in postgres.parameters.',
    heals: false,
  },
} as const satisfies Record<string, Entry>;
