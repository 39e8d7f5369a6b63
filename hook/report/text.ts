import type { Judgement, Result } from '../checks/judge.ts';
import type { Finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import { escape } from './escape.ts';
import { sentence } from './sentence.ts';
import { wayBack } from './serving.ts';

/** `FINDINGS.md` lies beside the README. */
const more = 'FINDINGS.md';
const titleWidth = 48;
const marks = { ok: 'ok  ', fail: 'FAIL', open: '-   ' } as const satisfies Record<Result['state'], string>;

export function header(command: string, observation: Observation): string {
  const { release, namespace, members } = observation;
  const { mode = '', releaseRevision: revision = '' } = seenIn(observation.statefulSet) ?? {};
  const parts = [
    `patroni-istio ${command}`,
    `release ${release}`,
    revision === '' ? '' : `manifest of revision ${revision}`,
    `namespace ${namespace}`,
    `${members.length} member${members.length === 1 ? '' : 's'}`,
    mode === '' ? '' : `istio ${mode}`,
  ];
  return escape(parts.filter((part) => part !== '').join(' · '));
}

/** The body of the report: the truths, what stands against them, and the sentence that stands alone. */
export function text(observation: Observation, judgement: Judgement): string {
  const results = judgement.results.map(resultLine).join('\n');
  const findings = judgement.findings
    .map((one, at, all) => `${isSaidBelow(one, all[at + 1]) ? factsText(one) : findingText(one)}\n\n`)
    .join('');
  const back = wayBack(observation, judgement);
  return `${results}\n\n${findings}${back === '' ? '' : `${escape(back)}\n\n`}${sentence(observation, judgement)}`;
}

function resultLine({ state, title, note, codes }: Result): string {
  const rest = state === 'ok' ? escape(note) : codes.join(', ');
  return `  ${marks[state]}  ${rest === '' ? title : `${title.padEnd(titleWidth)}${rest}`}`;
}

/** Of another member the same: the cause and the remedy are said once. */
function isSaidBelow({ code, cause, remedy }: Finding, next: Finding | undefined): boolean {
  return next?.code === code && next.cause === cause && next.remedy === remedy;
}

function factsText({ code, title, seen }: Finding): string {
  const facts = seen
    .filter((fact) => fact !== '')
    .map((fact, at) => `${at === 0 ? '  seen    ' : '          '}${escape(fact)}`);
  return [`${code}  ${escape(title)}`, ...facts].join('\n');
}

export function findingText(found: Finding): string {
  const { code, cause, remedy } = found;
  return [
    factsText(found),
    `  cause   ${escape(cause)}`,
    `  remedy  ${escape(remedy)}`,
    `  more    ${more}#${code.toLowerCase()}`,
  ].join('\n');
}
