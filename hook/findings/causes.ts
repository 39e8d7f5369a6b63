/** Which finding makes which others mere symptoms, of the same member and of the cluster. */
import type { FindingCode } from '../findings.ts';

const unproven: FindingCode[] = ['PHA0409'];
const noStream: FindingCode[] = [
  'PHA0402',
  'PHA0403',
  'PHA0404',
  'PHA0407',
  'PHA0408',
  'PHA0410',
  'PHA0210',
  ...unproven,
];
const noLeader: FindingCode[] = ['PHA0301', 'PHA0309', 'PHA0307', ...unproven];
const silent: FindingCode[] = ['PHA0305', 'PHA0903', ...noStream];
const notUp: FindingCode[] = ['PHA0102', 'PHA0207', 'PHA0206', ...silent, ...noLeader];
/** Of whoever leads, beside the leader key, which can be read without asking anybody. */
const noPrimary: FindingCode[] = ['PHA0309', 'PHA0307', ...unproven];
/**
 * A roll that waits for a member is not the cause of what keeps that member. One that has stopped (PHA0501) is shown beside
 * it: the way back is another than the mending.
 */
const roll: FindingCode[] = ['PHA0502', 'PHA0505'];
const noPod: FindingCode[] = [...notUp, ...roll];

/** What no revision of the release has made, and none can mend. */
export const notOfRevision: FindingCode[] = ['PHA0518', 'PHA0519'];

export const hides: Partial<Record<FindingCode, FindingCode[]>> = {
  PHA0101: [...silent, ...noLeader, ...roll],
  PHA0102: [...silent, ...noLeader, 'PHA0207'],
  PHA0103: [...silent, ...unproven, ...roll, 'PHA0104'],
  PHA0104: [...silent, ...unproven, ...roll],
  PHA0105: [...silent, ...unproven, ...roll],
  PHA0106: [...silent, ...unproven, ...roll],
  PHA0107: [...silent, ...unproven, ...roll, 'PHA0109'],
  PHA0108: [...silent, ...unproven, ...roll, 'PHA0109', 'PHA0110'],
  PHA0109: unproven,
  PHA0110: unproven,
  PHA0111: unproven,
  PHA0112: unproven,
  PHA0201: noPod,
  PHA0202: noPod,
  PHA0212: noPod,
  PHA0203: [...noPod, 'PHA0202', 'PHA0212'],
  PHA0204: noPod,
  PHA0205: noPod,
  PHA0206: [...silent, ...noLeader],
  PHA0207: [...silent, ...noLeader],
  PHA0208: noPod,
  PHA0209: noPod,
  PHA0211: noPod,
  PHA0301: ['PHA0305', 'PHA0307', ...noStream, 'PHA0903'],
  PHA0302: ['PHA0307', ...noStream],
  PHA0303: [...silent, ...noLeader],
  PHA0304: noPod,
  PHA0305: [...noStream, ...noPrimary],
  PHA0309: ['PHA0307', ...noStream],
  PHA0401: ['PHA0305', 'PHA0903', ...noStream, ...roll],
  PHA0402: ['PHA0210', 'PHA0404', ...unproven],
  PHA0403: ['PHA0407', 'PHA0408', ...unproven],
  PHA0404: unproven,
  PHA0405: [...silent, ...roll],
  PHA0406: unproven,
  PHA0407: ['PHA0210', ...unproven],
  PHA0408: ['PHA0407', 'PHA0210', ...unproven],
  PHA0410: ['PHA0404', 'PHA0408', ...unproven],
  // While a roll goes on, what comes and goes in its members is the roll itself.
  PHA0502: ['PHA0102', 'PHA0206', 'PHA0207', ...silent, ...noLeader],
  PHA0503: ['PHA0504', 'PHA0901', ...notUp],
  PHA0515: ['PHA0505'],
  PHA0516: ['PHA0501', 'PHA0505'],
  PHA0519: ['PHA0501', 'PHA0505'],
  PHA0518: ['PHA0501', 'PHA0505', 'PHA0401'],
  PHA0504: [...notUp, ...roll, 'PHA0501'],
  PHA0901: ['PHA0902', ...notUp],
  PHA0902: notUp,
  PHA0906: notUp,
  PHA0903: [...noStream, ...noPrimary],
  PHA0904: ['PHA0903', 'PHA0905', ...noStream, ...noPrimary],
  PHA0905: [...noStream, ...noPrimary],
};
