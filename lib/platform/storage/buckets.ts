/** The prefix of a public bucket that anyone may read. All else needs a signed address. */
export const publicPrefix = 'public/';

/** Every bucket of the school, and whether its `public/` keys can be read without signing in. */
export const buckets = {
  homepageImages: { name: 'homepage-images', access: 'public-prefix' },
  galleryImages: { name: 'gallery-images', access: 'public-prefix' },
  profileImages: { name: 'profile-images', access: 'private' },
  studyResources: { name: 'study-resources', access: 'private' },
  generalUploads: { name: 'general-uploads', access: 'private' },
} as const;

export type BucketName = (typeof buckets)[keyof typeof buckets]['name'];

/** A policy that lets anyone read `public/…` of one bucket, one object at a time, and nothing else. */
export function publicReadPolicy(bucket: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadPublicPrefix',
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${bucket}/${publicPrefix}*`],
      },
    ],
  });
}
