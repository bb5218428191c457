import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { headObject } from '@/lib/platform/storage/objects';
import { NotOffered, refused, same, type Context, type Group } from '@/scripts/s3-check/check';
import { send, signed } from '@/scripts/s3-check/raw';

const fiveMegabytes = 5 * 1024 * 1024;
const first = Buffer.alloc(fiveMegabytes, 'a');
const last = Buffer.from('the end');

interface Place {
  Bucket: string;
  Key: string;
  UploadId: string;
}

async function start({ client, bucket }: Context, key: string): Promise<Place> {
  const place = { Bucket: bucket, Key: key };
  const { UploadId = '' } = await client.send(
    new CreateMultipartUploadCommand({
      ...place,
      ContentType: 'video/mp4',
      Metadata: { subject: 'physics' },
    }),
  );
  return { ...place, UploadId };
}

async function part({ client }: Context, place: Place, PartNumber: number, Body: Buffer) {
  const { ETag } = await client.send(new UploadPartCommand({ ...place, PartNumber, Body }));
  return { PartNumber, ETag };
}

async function complete({ settings }: Context, place: Place, Parts: { PartNumber: number; ETag?: string }[]) {
  const command = new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts } });
  const listed = Parts.map(({ PartNumber, ETag = '' }) => {
    const etag = ETag.replaceAll('"', '&quot;');
    return `<Part><ETag>${etag}</ETag><PartNumber>${PartNumber}</PartNumber></Part>`;
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?><CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${listed.join('')}</CompleteMultipartUpload>`;
  return send({ ...(await signed(settings, (client) => client.send(command))), body });
}

async function notVisible({ connection }: Context, { Bucket, Key }: Place): Promise<void> {
  same(await headObject(connection, { bucket: Bucket, key: Key }), null, 'what is stored');
}

/** Completing an upload that is not there must be refused and leave nothing. */
async function unknownUpload(context: Context, place: Place, only: { PartNumber: number; ETag?: string }) {
  const answer = await complete(context, place, [only]);
  await notVisible(context, place);
  if (answer.status === 500)
    throw new NotOffered('nothing is stored, but the refusal is a 500 and not NoSuchUpload');
  refused(answer, 404, 'NoSuchUpload');
}

function md5(...buffers: Buffer[]): Buffer {
  return createHash('md5').update(Buffer.concat(buffers)).digest();
}

export const multipart: Group = {
  theme: 'Uploads in parts',
  checks: {
    'parts sent out of order become one object with the ETag of its parts': async (context) => {
      const place = await start(context, 'parts/whole');
      const two = await part(context, place, 2, last);
      const one = await part(context, place, 1, first);
      await notVisible(context, place);
      const { client } = context;
      const { Parts = [] } = await client.send(new ListPartsCommand(place));
      same(
        Parts.map(({ PartNumber, Size }) => [PartNumber, Size]),
        [
          [1, first.length],
          [2, last.length],
        ],
        'parts',
      );
      const { UploadId } = place;
      await client.send(
        new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: [one, two] } }),
      );
      const got = await client.send(new GetObjectCommand({ Bucket: place.Bucket, Key: place.Key }));
      const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
      same(md5(bytes).toString('hex'), md5(first, last).toString('hex'), 'body');
      same(got.ETag, `"${md5(md5(first), md5(last)).toString('hex')}-2"`, 'ETag');
      same([got.ContentType, got.Metadata], ['video/mp4', { subject: 'physics' }], 'headers');
    },
    'a part sent again replaces the earlier one': async (context) => {
      const place = await start(context, 'parts/again');
      await part(context, place, 1, Buffer.from('first try'));
      const again = await part(context, place, 1, last);
      same((await complete(context, place, [again])).status, 200, 'status');
      const stored = await headObject(context.connection, { bucket: place.Bucket, key: place.Key });
      same(stored?.contentLength, last.length, 'size');
    },
    'a small part before the last is refused': async (context) => {
      const place = await start(context, 'parts/small');
      const parts = [await part(context, place, 1, last), await part(context, place, 2, last)];
      refused(await complete(context, place, parts), 400, 'EntityTooSmall');
      await notVisible(context, place);
    },
    'parts in the wrong order are refused': async (context) => {
      const place = await start(context, 'parts/order');
      const [one, two] = [await part(context, place, 1, first), await part(context, place, 2, last)];
      const answer = await complete(context, place, [two, one]);
      if (answer.status === 200) throw new NotOffered('this store puts the parts in order itself');
      refused(answer, 400, 'InvalidPartOrder');
      await notVisible(context, place);
    },
    'a part that was not sent, or differs, is refused': async (context) => {
      const place = await start(context, 'parts/invalid');
      const one = await part(context, place, 1, last);
      refused(await complete(context, place, [{ ...one, PartNumber: 7 }]), 400, 'InvalidPart');
      const other = `"${md5(first).toString('hex')}"`;
      refused(await complete(context, place, [{ PartNumber: 1, ETag: other }]), 400, 'InvalidPart');
      await notVisible(context, place);
    },
    'an upload under way is listed, and abandoning it leaves nothing': async (context) => {
      const { client } = context;
      const place = await start(context, 'parts/abandoned');
      const one = await part(context, place, 1, last);
      const listed = async () => {
        const { Uploads = [] } = await client.send(
          new ListMultipartUploadsCommand({ Bucket: place.Bucket, Prefix: place.Key }),
        );
        return Uploads.filter(({ UploadId }) => UploadId === place.UploadId).length;
      };
      same(await listed(), 1, 'uploads before');
      await client.send(new AbortMultipartUploadCommand(place));
      same(await listed(), 0, 'uploads after');
      await unknownUpload(context, place, one);
      const late = await part(context, place, 2, last).catch((error: Error) => error.name);
      same(late, 'NoSuchUpload', 'a late part');
      await notVisible(context, place);
    },
    'an upload belongs to its key': async (context) => {
      const place = await start(context, 'parts/mine');
      const one = await part(context, place, 1, last);
      const elsewhere = { ...place, Key: 'parts/yours' };
      await unknownUpload(context, elsewhere, one);
    },
    'an upload id that is a path is refused': async (context) => {
      const place = { Bucket: context.bucket, Key: 'parts/path', UploadId: '../../objects' };
      const name = await part(context, place, 1, last).catch((error: Error) => error.name);
      same(name, 'NoSuchUpload', 'refusal');
    },
  },
};
