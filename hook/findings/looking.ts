import type { Entry } from './entry.ts';
import { restoreSecret, setPasswords, thenUpgrade } from './remedies.ts';

export const looking = {
  PHA0901: {
    title: 'not allowed to {what}',
    cause: 'The API server forbids it to the account that looks.',
    remedy:
      'Give that account the rights of the Role {name}-verify (in the release, run helm upgrade to bring the Role back).',
    heals: false,
  },
  PHA0902: {
    title: 'could not {what}',
    cause: 'The API server does not answer, or not with what was asked.',
    remedy:
      'See whether the API server can be reached from here (kubectl get --raw /readyz), then look again.',
    heals: true,
  },
  PHA0903: {
    title: 'could not ask {service} of {member}',
    cause: 'The port-forward into the running pod brings no answer.',
    remedy:
      'Wait for the process behind the port; if it stays so, the log of {member} says why it does not answer.',
    heals: true,
  },
  PHA0904: {
    title: 'there is no password for the monitor role',
    cause: "The Secret's key monitor-password is not there, or is not to be read.",
    remedy: `Bring the key monitor-password in the Secret {secret} (while {leader} runs, it still has all passwords: ${restoreSecret}), or give --credentials with a folder that holds a file of that name.`,
    heals: false,
  },
  PHA0905: {
    title: 'Postgres of {member} refuses the monitor role',
    cause: "The Secret's monitor-password is not the one that the database knows, or the role is gone.",
    remedy: `If the Secret {secret} was changed, set it back to what {leader} has: ${restoreSecret}; ${thenUpgrade}. If the role was changed in the database, this gives the roles the passwords of the Secret {secret} again: ${setPasswords} (and makes a role that is gone).`,
    heals: false,
  },
  PHA0906: {
    title: 'there is no StatefulSet {name} in namespace {namespace}',
    cause: 'The release is not installed there, or its StatefulSet was deleted.',
    remedy: 'Give the namespace and the release that helm list --all-namespaces shows.',
    heals: false,
  },
} as const satisfies Record<string, Entry>;
