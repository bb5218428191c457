const known = {
  AccessDenied: [403, 'Access denied.'],
  AccessForbidden: [403, 'This CORS request is not allowed.'],
  AuthorizationHeaderMalformed: [400, 'The Authorization header is malformed.'],
  AuthorizationQueryParametersError: [400, 'The presigned query parameters are malformed.'],
  BadDigest: [400, 'The checksum sent does not match the body received.'],
  BadRequest: [400, 'Bad request.'],
  BucketAlreadyOwnedByYou: [409, 'You already own this bucket.'],
  BucketNotEmpty: [409, 'The bucket is not empty.'],
  EntityTooLarge: [400, 'The body is larger than the largest allowed.'],
  EntityTooSmall: [400, 'A part other than the last is smaller than 5 MiB.'],
  IncompleteBody: [400, 'The body is not as long as it was said to be.'],
  InternalError: [500, 'The store met an unexpected error.'],
  InvalidAccessKeyId: [403, 'This access key is not known.'],
  InvalidArgument: [400, 'Invalid argument.'],
  InvalidBucketName: [400, 'The bucket name is not valid.'],
  InvalidDigest: [400, 'The Content-MD5 sent is not valid.'],
  InvalidPart: [400, 'A part was not found, or its ETag differs.'],
  InvalidPartOrder: [400, 'The parts are not in ascending order.'],
  InvalidRange: [416, 'The requested range cannot be satisfied.'],
  InvalidRequest: [400, 'Invalid request.'],
  InvalidURI: [400, 'The address could not be read.'],
  KeyTooLongError: [400, 'The key is longer than 1024 bytes.'],
  MalformedPolicy: [400, 'The policy is not valid.'],
  MalformedXML: [400, 'The XML is not well-formed or not of the expected shape.'],
  MetadataTooLarge: [400, 'The metadata is larger than 2 KB.'],
  MethodNotAllowed: [405, 'This method is not allowed here.'],
  MissingContentLength: [411, 'Content-Length is required.'],
  NoSuchBucket: [404, 'The bucket does not exist.'],
  NoSuchBucketPolicy: [404, 'The bucket has no policy.'],
  NoSuchCORSConfiguration: [404, 'The bucket has no CORS configuration.'],
  NoSuchKey: [404, 'The key does not exist.'],
  NoSuchUpload: [404, 'The multipart upload does not exist.'],
  NotImplemented: [501, 'This store does not offer what was asked.'],
  PreconditionFailed: [412, 'A precondition did not hold.'],
  RequestTimeTooSkewed: [403, 'The request time is too far from the time of the store.'],
  SignatureDoesNotMatch: [403, 'The signature does not match the request.'],
  SlowDown: [503, 'The store is busy; try again.'],
  StorageFull: [507, 'The store has no room left.'],
  XAmzContentSHA256Mismatch: [400, 'The body does not match x-amz-content-sha256.'],
} as const satisfies Record<string, readonly [number, string]>;

export type S3Code = keyof typeof known;

/** A refusal in the words of S3: a code, its status, and details for the XML answer. */
export class S3Error extends Error {
  readonly status: number;

  constructor(
    readonly code: S3Code,
    message?: string,
    readonly details: Record<string, string> = {},
  ) {
    super(message ?? known[code][1]);
    this.name = 'S3Error';
    this.status = known[code][0];
  }
}

/** What a failure of the file system means to a client; anything unknown is an InternalError. */
export function asS3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new S3Error('StorageFull');
  if (code === 'EMFILE' || code === 'ENFILE') return new S3Error('SlowDown');
  return new S3Error('InternalError');
}

/** The system code of a Node error (ENOENT, ENOSPC…), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Runs a file operation; a missing file gives `null` in place of an exception. */
export async function nullIfMissing<T>(operation: Promise<T>): Promise<T | null> {
  try {
    return await operation;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
