import { finding } from '../findings.ts';
import type { Check } from './check.ts';
import { podsAreKnown } from './known.ts';
import { pods, waitingFor } from './view.ts';

const reasons = [
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
];

/** What is left when all have said whom they called: the container runtime names the image at each turn. */
function gist(message: string): string {
  return message.split('": ').at(-1) ?? message;
}

export const images: Check = {
  title: 'every image is pulled',
  codes: ['PHA0201'],
  known: podsAreKnown,
  judge: (observation) =>
    pods(observation).flatMap(({ member, pod }) => {
      const container = waitingFor(pod, reasons);
      if (container === undefined) return [];
      const { name, image, reason, message } = container;
      return finding('PHA0201', { member: member.name, image }, [
        `container ${name} waits: ${reason}, ${gist(message)}`,
        message,
      ]);
    }),
};
