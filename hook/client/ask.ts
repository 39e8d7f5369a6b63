/** The first words of a conversation, which need no login. */
import { request } from 'node:http';
import { connect } from 'node:net';

const patienceMs = 4_000;

/** PostgreSQL's SSLRequest: length 8, code 80877103 (protocol documentation, "Message Formats"). */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Postgres answers S or N, whatever pg_hba.conf says; anything else is not Postgres. */
export function askPostgres(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: 5432, timeout: patienceMs }, () => socket.write(sslRequest));
    const end = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.once('data', (answer) => {
      const letter = answer.toString('latin1', 0, 1);
      if (!['S', 'N'].includes(letter)) return end(new Error('what answers is not PostgreSQL'));
      socket.destroy();
      resolve('PostgreSQL answers');
    });
    socket.once('timeout', () => end(new Error(`no answer within ${patienceMs / 1000} s`)));
    socket.once('error', end);
    socket.once('close', () => end(new Error('the connection was closed without an answer')));
  });
}

export function askPatroni(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host, port: 8008, path: '/health', timeout: patienceMs }, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      if (status === 200) resolve('Patroni answers 200');
      else reject(new Error(`the answer is HTTP ${status}`));
    });
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${patienceMs / 1000} s`)));
    asked.once('error', reject);
    asked.end();
  });
}
