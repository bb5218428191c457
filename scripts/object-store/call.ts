import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkedBody, readText, type CheckedBody } from '@/scripts/object-store/body';
import type { Bucket } from '@/scripts/object-store/bucket';
import { S3Error } from '@/scripts/object-store/errors';
import type { Identity } from '@/scripts/object-store/signature';
import type { Store } from '@/scripts/object-store/store';
import type { Target } from '@/scripts/object-store/target';

const largestDocument = 1024 * 1024;

interface Received {
  store: Store;
  region: string;
  now: number;
  request: IncomingMessage;
  response: ServerResponse;
  target: Target;
  headers: Map<string, string>;
  identity: Identity;
}

/** One request under way: what it says, and the two ways to answer it. */
export class Call {
  constructor(private readonly received: Received) {}

  get store(): Store {
    return this.received.store;
  }

  get region(): string {
    return this.received.region;
  }

  get bucket(): Bucket {
    return this.received.store.get(this.received.target.bucket);
  }

  get target(): Target {
    return this.received.target;
  }

  get signed(): boolean {
    return this.received.identity.kind === 'signed';
  }

  get response(): ServerResponse {
    return this.received.response;
  }

  get isHead(): boolean {
    return this.received.request.method === 'HEAD';
  }

  /** The instant this request arrived, as it is written in answers. */
  get timestamp(): string {
    return new Date(this.received.now).toISOString();
  }

  /** A header. Signing moves `x-amz-…` headers into a presigned address; there they count all the same. */
  readonly header = (name: string): string | undefined => this.allHeaders().get(name);

  /** Every header sent, with those a presigned address carries. */
  allHeaders(): Map<string, string> {
    const { identity, headers, target } = this.received;
    if (identity.kind !== 'signed' || !identity.presigned) return headers;
    const carried = target.pairs
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => name.startsWith('x-amz-'));
    return new Map([...carried, ...headers]);
  }

  parameter(name: string): string {
    return this.target.query.get(name) ?? '';
  }

  /** A number parameter from 0 to `largest`, which it is when left out and when it is more. */
  count(name: string, largest: number, whenAbsent = largest): number {
    const text = this.parameter(name);
    if (text === '') return whenAbsent;
    if (!/^\d{1,10}$/.test(text)) throw new S3Error('InvalidArgument', `${name} is not a number.`);
    return Math.min(Number(text), largest);
  }

  /** The body, checked while it flows. Clients that wait for permission to send get it here, after the checks. */
  body(header = this.header): CheckedBody {
    const { identity, request, response } = this.received;
    if (identity.kind !== 'signed') throw new S3Error('AccessDenied');
    // Leaving the loop early must not destroy the connection: the refusal still has to be sent.
    const body = checkedBody(request.iterator({ destroyOnReturn: false }), identity, header);
    if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
    return body;
  }

  /** A small document sent as body; empty when there is none. */
  async document(): Promise<string> {
    const chunked = this.received.request.headers['transfer-encoding'] !== undefined;
    const lengthOrNone = (name: string) =>
      this.header(name) ?? (name === 'content-length' && !chunked ? '0' : undefined);
    return readText(this.body(lengthOrNone), largestDocument);
  }

  sendXml(text: string, status = 200): void {
    this.send(status, { 'content-type': 'application/xml' }, text);
  }

  send(status: number, headers: Record<string, string> = {}, text = ''): void {
    const bytes = Buffer.from(text);
    const length: Record<string, string> =
      status === 204 || status === 304 ? {} : { 'content-length': String(bytes.length) };
    this.response.writeHead(status, { ...length, ...headers }).end(this.isHead ? undefined : bytes);
  }
}
