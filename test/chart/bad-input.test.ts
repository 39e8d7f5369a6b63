/**
 * What goes wrong on the way to the chart: both real Helms say what and where, or render it as it was meant; what they render
 * is always YAML that can be read and objects that Kubernetes takes.
 */
import { expect, test } from '@jest/globals';
import { kubernetesSchemas } from '../cluster/python.ts';
import { pod, patroniFile, statefulSet } from './support/objects.ts';
import { kubernetes } from './support/shapes.ts';
import { chart, refusal, render, renderText, run, type Helm, type Values } from './support/render.ts';

const helms: Helm[] = ['helm', 'helm3'];
const inBoth = <Case extends unknown[]>(cases: Case[]): [Helm, ...Case][] =>
  cases.flatMap((one) => helms.map((helm): [Helm, ...Case] => [helm, ...one]));

test.each(
  inBoth([
    ['text that is not YAML', 'replicas: [1\n  - {', 'did not find expected'],
    ['a list', '- replicas\n', 'cannot unmarshal array'],
    ['a sentence', 'three replicas, please\n', 'cannot unmarshal string'],
    ['control characters', 'nameOverride: "a\u0007"\n\u0001', 'control characters are not allowed'],
  ]),
)('%s: a values file that is %s is refused', async (helm, _, text, words) => {
  const { failed, stdout, stderr } = await run(helm, ['template', 'db', chart, '--values', '-'], {
    input: text,
  });
  expect({ failed, stdout }).toEqual({ failed: true, stdout: '' });
  expect(stderr).toContain('failed to parse -: ');
  expect(stderr).toContain(words);
});

test.each(
  inBoth<[string, Values, string]>([
    ['a list for a section', { postgres: ['jit'] }, "'/postgres': got array, want object"],
    ['a list for labels', { pod: { labels: ['a'] } }, "'/pod/labels': got array, want object"],
    ['a map for a list', { postgres: { pgHba: { a: 'b' } } }, "'/postgres/pgHba': got object, want array"],
    ['a name in unicode', { fullnameOverride: 'dätabase' }, "'/fullnameOverride': 'dätabase' does not match"],
    ['a name with a zero byte', { nameOverride: 'a\u0000' }, "'/nameOverride': 'a\\x00' does not match"],
    [
      'a label of two lines',
      { commonLabels: { a: 'b\nc: d' } },
      "'/commonLabels/a': 'b\\nc: d' does not match",
    ],
    [
      'a label in unicode',
      { pod: { labels: { team: 'Köln' } } },
      "'/pod/labels/team': 'Köln' does not match",
    ],
    ["a label's name with a blank", { storage: { labels: { 'a b': 'c' } } }, "'/storage/labels': additional"],
    [
      "an annotation's name in unicode",
      { pod: { annotations: { tëam: 'x' } } },
      "'/pod/annotations': additional properties 'tëam' not allowed",
    ],
    [
      'a parameter with a line feed in its name',
      { postgres: { parameters: { 'jit\nport': 'off' } } },
      "'/postgres/parameters': additional properties 'jit\\nport' not allowed",
    ],
  ]),
)('%s: %s is refused at its place', async (helm, _, values, words) => {
  expect(await refusal(values, { helm })).toContain(words);
});

test.each(
  inBoth([
    ['--set', 'replicas=three', "'/replicas': got string, want integer"],
    ['--set', 'replicas=3.5', "'/replicas': got string, want integer"],
    ['--set-string', 'replicas=3', "'/replicas': got string, want integer"],
    ['--set', 'replicas=', "'/replicas': got string, want integer"],
    ['--set', 'replicas=null', "'': missing property 'replicas'"],
    ['--set', 'image.tag=17', "'/image/tag': got number, want string"],
    ['--set', 'pod.labels.team=7', "'/pod/labels/team': got number, want string"],
    ['--set', 'istio=mtls', "'/istio': got string, want object"],
    ['--set', 'verify.enabled=no', "'/verify/enabled': got string, want boolean"],
    ['--set', 'postgres.pgHba=local all all peer', "'/postgres/pgHba': got string, want array"],
    ['--set', 'pod.extraEnv={a}', "'/pod/extraEnv/0': got string, want object"],
    ['--set', 'imagePullSecrets[1]=a', "'/imagePullSecrets/0': got null, want string"],
    ['--set-json', 'pod=[]', "'/pod': got array, want object"],
  ]),
)('%s: %s %s is refused at its place', async (helm, flag, text, words) => {
  expect(await refusal({}, { helm, args: [flag, text] })).toContain(words);
});

test.each(inBoth([['off'], ['on']]))('%s: --set patroni.synchronousMode=%s is a word', async (helm, mode) => {
  const objects = await render({}, { helm, args: ['--set', `patroni.synchronousMode=${mode}`] });
  expect(patroniFile(objects).bootstrap.dcs['synchronous_mode']).toBe(mode === 'on' ? true : undefined);
});

test.each(inBoth([['17.10'], ['1e3']]))(
  '%s: --set image.tag=%s is the text it looks like',
  async (helm, tag) => {
    const objects = await render({}, { helm, args: ['--set', `image.tag=${tag}`] });
    expect(pod(objects, 'member').spec.containers[0]?.image).toMatch(
      new RegExp(`:${tag.replace('.', '\\.')}$`),
    );
  },
);

/** What YAML, Go's templates and a shell would each take for their own. */
const text = 'a "b" \'c\' $HOME \\n {{ .Values }} # : - & * ünï 🐘 \u0007\u0000\u2028\ufeff\t\r\n  end ';
const words = {
  number: '0440',
  exponent: '1e3',
  boolean: 'on',
  nothing: 'null',
  date: '2026-01-02',
  empty: '',
};

test.each(helms)('%s: text is data, whatever is in it', async (helm) => {
  const values = {
    commonLabels: words,
    pod: { annotations: { text }, extraEnv: [{ name: 'TEXT', value: text }] },
    service: { primary: { annotations: { text } } },
    postgres: { parameters: { application_name: text.replaceAll(/[\r\n]/g, '').replaceAll('\u0000', '') } },
  };
  const objects = await render(values, { helm });
  expect(statefulSet(objects).metadata?.labels).toMatchObject(words);
  const { metadata, spec } = pod(objects, 'member');
  expect(metadata.annotations?.['text']).toBe(text);
  expect(spec.containers[0]?.env).toContainEqual({ name: 'TEXT', value: text });
  const { parameters } = patroniFile(objects).bootstrap.dcs.postgresql;
  expect({ ...parameters, ...patroniFile(objects).postgresql.parameters }).toMatchObject(
    values.postgres.parameters,
  );
  const manifests = await renderText(values, { helm });
  const args = [
    '-strict',
    '-schema-location',
    kubernetesSchemas(kubernetes.newest.split('.', 2).join('.')),
    '-',
  ];
  const { failed, stdout } = await run('kubeconform', args, { input: manifests });
  expect({ failed, stdout }).toEqual({ failed: false, stdout: '' });
});
