import type { Entry } from './entry.ts';
import { goBack, patronictl, patronictlOn, restoreSecret, thenUpgrade } from './remedies.ts';

export const upgrade = {
  PHA0501: {
    title: 'the roll stopped: {members} not of the revision that the release asks for',
    cause: 'The apply Job {job} has ended without bringing every member to the new revision.',
    remedy: `Roll back, unless Helm does it itself (--rollback-on-failure): ${goBack}; or upgrade with mended values (--reuse-values takes those of the last revision that was deployed: give anew what else the failed one had changed). A pod that dies meanwhile comes back on the new revision.`,
    heals: false,
  },
  PHA0502: {
    title: 'the roll is still going: {members} not of the revision that the release asks for yet',
    cause:
      'The apply Job {job} is at work and goes on; a roll takes its time per member, and waits for each to stream.',
    remedy: `If what it waits for will pass, wait and run helm test {release} --namespace {namespace} --logs; next time raise update.timeoutSeconds, verify.timeoutSeconds and hook.helmTimeoutSeconds, and give helm the last as --timeout. Else roll back: ${goBack}; or upgrade with mended values.`,
    heals: true,
  },
  PHA0503: {
    title: 'this revision of the release was superseded while it was looked at',
    cause:
      'The StatefulSet now names the apply Job {now} instead of {before}: somebody upgraded or rolled back.',
    remedy:
      'Look at the newer revision instead: helm history {release} --namespace {namespace}, then helm test {release} --namespace {namespace} --logs.',
    heals: false,
  },
  PHA0504: {
    title: 'the StatefulSet controller has not seen the new revision yet',
    cause: 'Its observed generation is behind what was applied.',
    remedy: 'Wait; if it stays so, the controller manager does not work.',
    heals: true,
  },
  PHA0505: {
    title: 'the apply Job {job} failed, though every member is of the revision asked for by now',
    cause: 'What it said was true when it ended; nothing of it has to be so any more.',
    remedy: 'Mend what it named if that still is so, and upgrade again: a new Job looks anew.',
    heals: false,
  },
  PHA0506: {
    title: '{member} runs without {parameters}, which postgres.parameters asks for',
    cause:
      'Patroni leaves out a parameter whose name PostgreSQL does not know or whose value it cannot take.',
    remedy:
      'Mend the name, the value or its unit in postgres.parameters ({parameters}) and upgrade again; "Removing" in the log of {member} says what Patroni left out.',
    heals: false,
  },
  PHA0507: {
    title: 'the roll is still going: {progress}',
    cause: 'Every pod is of the asked revision, but apply has not ended: members wait for another restart.',
    remedy: 'Wait, and run helm test {release} --namespace {namespace} --logs.',
    heals: true,
  },
  PHA0508: {
    title: '{member} runs with another value of {parameters} than postgres.parameters asks for',
    cause:
      "Patroni's dynamic configuration was changed, and Postgres takes such a value at a restart only; one that is lowered it takes on the leader first.",
    remedy: `Restart Postgres of the leader: ${patronictlOn} restart {name} {leader} --force; then, when patronictl list shows that they stream again, of the replicas: ${patronictlOn} restart {name} --role replica --force; then upgrade again.`,
    heals: false,
  },
  PHA0511: {
    title: 'volumes of this release are there ({claims}), its Secret {secret} is not',
    cause: 'The roles in those volumes have the passwords of that Secret; new ones would not fit.',
    remedy: `Restore the Secret {secret}, or name another one in credentials.existingSecret; while {leader} runs, it still has all four passwords: ${restoreSecret}. Only where nobody needs the data any more, give all of it up: helm uninstall {release} --namespace {namespace}, then kubectl --namespace {namespace} delete --ignore-not-found pvc/{names} {objects}.`,
    heals: false,
  },
  PHA0512: {
    title: 'the Secret {secret} has no {keys}',
    cause: 'The members read all four passwords from it and would not start.',
    remedy: 'Add what is missing to the Secret {secret}, or name another one in credentials.existingSecret.',
    heals: false,
  },
  PHA0513: {
    title: "Patroni's ConfigMap {config} says that a cluster was made, but no volume of it is there",
    cause: 'Every member would wait for a leader that has the data of system identifier {initialize}.',
    remedy:
      'Bring the volumes back, or run kubectl --namespace {namespace} delete --ignore-not-found {objects} to begin anew; a refused install leaves its name in use, so run helm upgrade --install then.',
    heals: false,
  },
  PHA0514: {
    title: '{leader} leads, and with replicas: {replicas} it would be removed',
    cause:
      'A StatefulSet removes the highest ordinals at once; the leader would be stopped without a hand-over.',
    remedy:
      'Run kubectl --namespace {namespace} exec {leader} --container patroni -- patronictl switchover --leader {leader} --candidate {candidate} --force first, then upgrade again.',
    heals: false,
  },
  PHA0516: {
    title: 'PostgreSQL {live} cannot become {asked} in place',
    cause: 'One major version cannot read the data of another, and nothing here runs pg_upgrade.',
    remedy:
      'Set postgres.major back to {live}, and image.tag with it. To move to {asked}, install a second release with it and copy the data (pg_dumpall, or logical replication for a short switch).',
    heals: false,
  },
  PHA0517: {
    title: 'the storage of a StatefulSet cannot be changed: {differences}',
    cause: 'Kubernetes keeps the volume claim template as it was made; the upgrade would fail half-way.',
    remedy: 'Set storage back to what it was, or: {way}.',
    heals: false,
  },
  PHA0518: {
    title: 'the Secret {secret} is not what the cluster has: {leader} refuses its {keys}',
    cause:
      'The Secret was changed, or a role by hand; nothing rotates passwords yet, and a member that starts with other ones cannot log in.',
    remedy: `Set the Secret {secret} back to what {leader} has: ${restoreSecret}; ${thenUpgrade}.`,
    heals: false,
  },
  PHA0519: {
    title: 'the cluster is paused',
    cause:
      'In maintenance mode Patroni neither fails over nor starts a Postgres that has stopped: a member whose pod is replaced would stay down.',
    remedy: `Run ${patronictl} resume --wait, then upgrade again.`,
    heals: false,
  },
  PHA0520: {
    title: 'the volumes of this release are those of {live}, and its cluster would be called {asked}',
    cause:
      'The name comes from the release, nameOverride and fullnameOverride; Helm would delete the cluster {live} and make an empty one beside its volumes.',
    remedy:
      'Set fullnameOverride to {live}. Where a new, empty cluster is meant, install it as another release.',
    heals: false,
  },
  PHA0521: {
    title: 'postgres.initdb is {live}, asked is {asked}',
    cause: 'initdb ran once, when the cluster was made; another value would do nothing.',
    remedy:
      'Set postgres.initdb back. To have it otherwise, install a second release and copy the data (pg_dumpall).',
    heals: false,
  },
  PHA0522: {
    title: 'the Secret {secret} has what cannot be a password here: {flaws}',
    cause:
      'Not all that a Secret can hold fits into the environment of the members, a password file, SQL and HTTP: the cluster would be made, and then Patroni, a replica or the Jobs could not log in.',
    remedy:
      "Write {keys} of the Secret {secret} anew and run helm upgrade --install again. A line feed at the end comes from echo or an editor: printf '%s' and kubectl create secret generic --from-literal add none.",
    heals: false,
  },
  PHA0523: {
    title: 'istio.mode cannot go from {from} to {to} in one upgrade',
    cause:
      'Members are restarted one by one, and those of the two modes would not reach each other through a mesh that is STRICT: the roll would get stuck at the first replica.',
    remedy: 'Set istio.mode back to {from}. Or {way}.',
    heals: false,
  },
  PHA0515: {
    title: "Patroni's dynamic configuration is not what the values ask for: {differences}",
    cause:
      'It was written once, when the cluster was made; a release does not change it yet, so the new value would do nothing.',
    remedy:
      'Set the values back (--reuse-values takes those of the last revision that was deployed), or change the cluster first: kubectl --namespace {namespace} exec {member} --container patroni -- patronictl edit-config --force {set}; what Postgres takes at a restart only is red after the upgrade (PHA0508), with the commands for it.',
    heals: false,
  },
} as const satisfies Record<string, Entry>;
