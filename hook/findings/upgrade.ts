import type { Entry } from './entry.ts';

export const upgrade = {
  PHA0501: {
    title: 'the roll stopped: {members} not of the revision that the release asks for',
    cause: 'The apply Job {job} has ended without bringing every member to the new revision.',
    remedy:
      'Roll back now (helm rollback), or upgrade with mended values: a pod that dies meanwhile comes back on the new revision.',
    heals: false,
  },
  PHA0502: {
    title: 'the roll is still going: {members} not of the revision that the release asks for yet',
    cause: 'The apply Job {job} is at work and goes on; a roll takes its time per member.',
    remedy:
      "Wait for it and run helm test; next time raise verify.timeoutSeconds and update.timeoutSeconds, and helm's --timeout with them.",
    heals: true,
  },
  PHA0503: {
    title: 'this revision of the release was superseded while it was looked at',
    cause:
      'The StatefulSet now names the apply Job {now} instead of {before}: somebody upgraded or rolled back.',
    remedy: 'Look at the newer revision instead: helm history, then helm test.',
    heals: false,
  },
  PHA0504: {
    title: 'the StatefulSet controller has not seen the new revision yet',
    cause: 'Its observed generation is behind what was applied.',
    remedy: 'Wait; if it stays so, the controller manager does not work.',
    heals: true,
  },
  PHA0505: {
    title: 'the apply Job {job} failed',
    cause: 'Every pod is of the asked revision, but the Job did not end well.',
    remedy: 'Read kubectl logs of the Job {job}, mend what it names and upgrade again.',
    heals: false,
  },
} as const satisfies Record<string, Entry>;
