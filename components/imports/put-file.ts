/** A sentence of ours; what a browser says of a failure is not shown. */
export class Refusal extends Error {}

type Sending = { url: string; headers: Record<string, string>; file: File; onShare: (share: number) => void };

/** Sends one file to the object store with progress; `cancel` breaks it off. Rejects with a sentence. */
export function putFile({ url, headers, file, onShare }: Sending): { done: Promise<void>; cancel: () => void } {
  // fetch() cannot tell how much of a body has been sent.
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve, reject) => {
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(new Refusal('The school’s file store did not take the file. Nothing was imported; try again in a few minutes.')));
    request.onerror = () => reject(new Refusal('The school’s file store does not answer, or the connection broke. Nothing was imported; try again in a few minutes.'));
    request.onabort = () => reject(new Refusal('Sending was stopped.'));
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
