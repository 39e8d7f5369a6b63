/** Commands that remedies have in common; in a member, PATRONICTL_CONFIG_FILE says where Patroni's configuration is. */

export const patronictl =
  'kubectl --namespace {namespace} exec {member} --container patroni -- patronictl' as const;

/** The same from the member that leads. */
export const patronictlOn =
  'kubectl --namespace {namespace} exec {leader} --container patroni -- patronictl' as const;

/** The passwords travel on standard input, so that no argument and no log has them. */
export const setPasswords =
  `kubectl --namespace {namespace} get secret {secret} --output go-template='{{index .data "monitor-password" | base64decode}}{{"\\n"}}{{index .data "replication-password" | base64decode}}' | kubectl --namespace {namespace} exec --stdin {leader} --container patroni -- psql --username postgres --file /etc/patroni/roles.sql` as const;

/** What a member that was not restarted since still has; server-side, because the other way would copy the passwords into an annotation. */
export const restoreSecret =
  'kubectl --namespace {namespace} exec {leader} --container patroni -- python3 /etc/patroni/print-secret.py {secret} | kubectl --namespace {namespace} apply --server-side --force-conflicts --filename -' as const;

/** An environment does not follow a Secret, so every member is older than what was written last. */
export const thenUpgrade = 'then upgrade again, which restarts all members by role' as const;

/** Without a number Helm goes back by one, which may be a revision that failed as well. */
export const goBack =
  'helm rollback {release} N --namespace {namespace}, with N the last revision that worked (helm history {release} --namespace {namespace}: one whose DESCRIPTION says complete; where none does, mend the values and upgrade)' as const;

/** The same for a text that is no finding's. */
export function goBackOf({ release, namespace }: { release: string; namespace: string }): string {
  return goBack.replaceAll('{release}', release).replaceAll('{namespace}', namespace);
}
