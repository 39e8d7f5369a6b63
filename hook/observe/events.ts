import type { CoreV1Event } from '@kubernetes/client-node';
import { look, seenIn } from './look.ts';
import { isoOf } from './pod.ts';
import type { EventSeen } from './seen-member.ts';
import type { Look } from './target.ts';

const longestMessage = 500;
const most = 10;

/** Warnings about one object, oldest first. Not being allowed to see them hides no verdict, so it is no error. */
export async function readEvents(at: Look, name: string): Promise<EventSeen[]> {
  const { cluster, namespace, deadline } = at;
  const what = `list events of ${namespace}/${name}`;
  const fieldSelector = `involvedObject.name=${name},type=Warning`;
  const list = await look(what, () =>
    cluster.call(what, deadline, (o) =>
      cluster.core.listNamespacedEvent({ namespace, fieldSelector, limit: 200 }, o),
    ),
  );
  const events = seenIn(list)?.items.map(toEvent) ?? [];
  return events.sort((a, b) => a.at.localeCompare(b.at)).slice(-most);
}

function toEvent(event: CoreV1Event): EventSeen {
  return {
    reason: event.reason ?? '',
    message: (event.message ?? '').slice(0, longestMessage),
    kind: event.involvedObject.kind ?? '',
    object: event.involvedObject.name ?? '',
    count: event.count ?? event.series?.count ?? 1,
    at: isoOf(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp),
  };
}
