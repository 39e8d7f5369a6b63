/** Text as people have it: data that no shell, template, file format or statement on its way may take for its own. */

export const odd = `'"\` $ $(POD_IP) \\ {{ .Values }} %s : @ / # & = ? [x] ü ß 😀`;
const ascii = odd.replace(/[^ -~]/g, '.');

/** In each password, so that a log can be searched for all of them. */
export const mark = 's3cret';

/** 200 characters, a blank the first and the last. */
const filled = (begin: string, text: string): string =>
  ` ${Array.from(`${begin} ${text} `.repeat(5)).slice(0, 198).join('')} `;

export const passwords = {
  'superuser-password': filled(`${mark}-superuser`, odd),
  'replication-password': filled(`${mark}-replication`, odd),
  'monitor-password': filled(`${mark}-monitor`, odd),
  // HTTP and Patroni agree on no more than ASCII.
  'restapi-password': filled(`${mark}-restapi`, ascii),
};

/** Of a user's own: even what the chart's own passwords may not have. */
export const role = { name: `r'"\\ $$ {{x}} % : @ / ü😀`, password: `${filled(`${mark}-role`, odd)}$$\n👨‍👩‍👧` };
export const database = `d'"\\ $$ {{x}} % : @ / ü😀`;

/** As Kubernetes takes labels, to the longest. */
export const label = { name: 'example.com/Team_A.b-c', value: `a-B_c.${'9'.repeat(57)}` };

export const annotation = { name: 'example.com/Text_1.b', value: `${odd}\n  second: line\t${odd.repeat(4)}` };

export const parameters = {
  application_name: odd,
  log_line_prefix: `%m [%p] ${odd} `,
  search_path: `"$user", public, "it's", "a ""b"" \\", "ü😀"`,
  'app.text': odd,
  // The tool's own sessions have others.
  statement_timeout: '10min',
  synchronous_commit: 'local',
};

/** Kubernetes has a syntax of its own in these: `$$(X)` is `$(X)`, everything else is as it stands. */
export const environment = {
  name: 'ODD',
  value: `${odd.replace('$(', '$$$$(')}\n${odd.slice(-20)}`,
  arrives: `${odd}\n${odd.slice(-20)}`,
};
