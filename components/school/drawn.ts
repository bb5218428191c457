type Frame = { width: number; height: number; /** Padded to exactly this frame; otherwise only made to fit into it. */ square: boolean };

/** The picture as a PNG of its own that fits the frame, without what the camera wrote into it; null when it is none. */
export async function drawn(file: Blob, { width, height, square }: Frame): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(width / bitmap.width, height / bitmap.height, square ? Number.POSITIVE_INFINITY : 1);
  const [wide, high] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
  const canvas = document.createElement('canvas');
  canvas.width = square ? width : wide;
  canvas.height = square ? height : high;
  canvas.getContext('2d')?.drawImage(bitmap, (canvas.width - wide) / 2, (canvas.height - high) / 2, wide, high);
  bitmap.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
