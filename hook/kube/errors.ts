/** Why an answer is missing. "could not look" is an answer of its own, never a verdict about the cluster. */
export type ErrorKind =
  'forbidden' | 'not found' | 'exists' | 'conflict' | 'refused' | 'unreachable' | 'failed';

export class KubeError extends Error {
  readonly kind: ErrorKind;
  /** What was asked, in words: "read StatefulSet demo/db-patroni". */
  readonly what: string;
  /** The answer, in words of the API server, the kubelet or the network. */
  readonly because: string;
  /** Whether asking again can bring another answer. */
  readonly passing: boolean;

  constructor(at: { kind: ErrorKind; what: string; because: string; passing?: boolean }, cause?: unknown) {
    super(`could not ${at.what}: ${at.because}`, { cause });
    this.name = 'KubeError';
    this.kind = at.kind;
    this.what = at.what;
    this.because = at.because;
    this.passing = at.passing ?? false;
  }
}

export function isKubeError(error: unknown, kind?: ErrorKind): error is KubeError {
  return error instanceof KubeError && (kind === undefined || error.kind === kind);
}

/** A mistake of the caller (flag, context, name): one sentence, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof AggregateError && cause.errors.length > 0) return messageOf(cause.errors[0]);
  return cause instanceof Error && error.message === 'fetch failed' ? messageOf(cause) : error.message;
}

interface Answer {
  code: number;
  body: unknown;
}

function isAnswer(error: unknown): error is Error & Answer {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'number' && 'body' in error;
}

interface Status {
  message?: string;
  reason?: string;
}

/** The body is a string, and only mostly a Status: a proxy in between answers in its own words. */
function statusOf(body: unknown): Status {
  if (typeof body !== 'string') return body ?? {};
  try {
    return JSON.parse(body) as Status;
  } catch {
    return { message: body.slice(0, 200) };
  }
}

const byCode = new Map<number, ErrorKind>([
  [401, 'refused'],
  [403, 'forbidden'],
  [404, 'not found'],
  [409, 'conflict'],
]);

export function kindOfCode(code: number, reason?: string): { kind: ErrorKind; passing: boolean } {
  if (reason === 'AlreadyExists') return { kind: 'exists', passing: false };
  const passing = code === 409 || code === 429 || code >= 500;
  return { kind: byCode.get(code) ?? (passing ? 'unreachable' : 'failed'), passing };
}

export function toKubeError(error: unknown, what: string): KubeError {
  if (error instanceof KubeError) return error;
  if (!isAnswer(error)) {
    return new KubeError({ kind: 'unreachable', what, because: messageOf(error), passing: true }, error);
  }
  const { message, reason } = statusOf(error.body);
  const unknown = error.code === 401 ? 'Unauthorized: the API server does not know this account' : undefined;
  const because = message ?? unknown ?? `the API server answered ${error.code}`;
  return new KubeError({ ...kindOfCode(error.code, reason), what, because }, error);
}
